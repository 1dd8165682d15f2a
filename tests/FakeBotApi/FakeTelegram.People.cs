using System.Text.Json.Nodes;

namespace EcomCenter.FakeBotApi;

/// <summary>Methods for tests: write as a resident, cause failures, and wait for messages of the bot.</summary>
public sealed partial class FakeTelegram
{
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(20);

    /// <summary>Sends a text to the bot and returns the id of the update.</summary>
    public int SendText(long chatId, string text, string? languageCode = null, string firstName = "Aygül", DateTimeOffset? sentAt = null) =>
        Send(chatId, message => message["text"] = text, languageCode, firstName, sentAt);

    /// <summary>Sends any other message. <paramref name="fill"/> adds the content.</summary>
    public int Send(long chatId, Action<JsonObject> fill, string? languageCode = null, string firstName = "Aygül",
        DateTimeOffset? sentAt = null)
    {
        var message = new JsonObject
        {
            ["message_id"] = Interlocked.Increment(ref _nextMessage),
            ["from"] = PersonJson(chatId, languageCode, firstName),
            ["chat"] = PrivateChatJson(chatId, firstName),
            ["date"] = (sentAt ?? _time.GetUtcNow()).ToUnixTimeSeconds(),
        };
        fill(message);
        return Inject(new JsonObject { ["message"] = message });
    }

    /// <summary>Edits the text of a message.</summary>
    public int Edit(long chatId, int messageId, string text) => Inject(new JsonObject
    {
        ["edited_message"] = new JsonObject
        {
            ["message_id"] = messageId, ["from"] = PersonJson(chatId, null, "Aygül"), ["chat"] = PrivateChatJson(chatId),
            ["date"] = _time.GetUtcNow().ToUnixTimeSeconds(), ["edit_date"] = _time.GetUtcNow().ToUnixTimeSeconds(), ["text"] = text,
        },
    });

    /// <summary>Presses a button. <paramref name="under"/> is the message with the button.</summary>
    public int PressButton(long chatId, string code, SentMessage? under = null, string? languageCode = null) => Inject(new JsonObject
    {
        ["callback_query"] = new JsonObject
        {
            ["id"] = $"press{Interlocked.Increment(ref _nextPress)}",
            ["from"] = PersonJson(chatId, languageCode, "Aygül"),
            ["message"] = ToMessageJson(under
                ?? new SentMessage(chatId, Interlocked.Increment(ref _nextMessage), "…", [], _time.GetUtcNow()),
                null),
            ["chat_instance"] = "-1",
            ["data"] = code,
        },
    });

    /// <summary>Adds an update as it is, with the next update id.</summary>
    public int Inject(JsonObject update) => _updates.Add(id => UpdateQueue.WithId(update, id));

    /// <summary>
    /// Adds an update from text, for JSON that no writer would produce, such as an unpaired surrogate. The text has the form
    /// <c>"message":{…}</c>, without outer braces.
    /// </summary>
    public int InjectRaw(string members) => _updates.Add(id => $$"""{"update_id":{{id}},{{members}}}""");

    /// <summary>Blocks the bot. The bot gets an update, and every message to the chat is answered with 403.</summary>
    public int Block(long chatId)
    {
        _blocked[chatId] = true;
        return Inject(MembershipUpdate(chatId, "member", "kicked"));
    }

    public int Unblock(long chatId)
    {
        UnblockInSilence(chatId);
        return Inject(MembershipUpdate(chatId, "kicked", "member"));
    }

    /// <summary>
    /// Unblocks the bot without an update: it may not have asked for such ones, or it was away for longer than they are kept.
    /// </summary>
    public void UnblockInSilence(long chatId) => _blocked.TryRemove(chatId, out _);

    /// <summary>Makes the next <paramref name="times"/> calls of a method fail. The default is any method.</summary>
    public void FailNext(int status, int? retryAfter = null, string method = "*", string? description = null, int times = 1,
        bool halfBody = false, TimeSpan? delay = null)
    {
        var waiting = _failures.GetOrAdd(method.ToLowerInvariant(), _ => new());
        for (var i = 0; i < times; i++)
            waiting.Enqueue(new(status, description ?? DefaultDescription(status, retryAfter), retryAfter, halfBody, delay));
    }

    /// <summary>Removes all planned failures and delays.</summary>
    public void Recover()
    {
        _failures.Clear();
        _delay = TimeSpan.Zero;
    }

    /// <summary>Delays every answer from now on.</summary>
    public void SlowDown(TimeSpan by) => _delay = by;

    /// <summary>
    /// Waits for a matching message to the chat, not counting the first <paramref name="skip"/>. Throws if none comes.
    /// </summary>
    public async Task<SentMessage> WaitForMessageAsync(
        long chatId, Func<SentMessage, bool>? matches = null, int skip = 0, TimeSpan? timeout = null)
    {
        SentMessage? found = null;
        await WaitUntilAsync(() => (found = Sent.Where(sent => sent.Chat == chatId).Skip(skip)
            .FirstOrDefault(sent => matches?.Invoke(sent) ?? true)) is not null,
            $"a message to chat {chatId}", timeout);
        return found!;
    }

    public Task WaitForConfirmedAsync(int updateId, TimeSpan? timeout = null) =>
        WaitUntilAsync(() => ConfirmedBelow > updateId, $"the confirmation of update {updateId}", timeout);

    /// <summary>Waits until a condition is true, up to a time limit. It polls, because the other side is another program.</summary>
    public async Task WaitUntilAsync(Func<bool> condition, string description, TimeSpan? timeout = null)
    {
        var since = _time.GetTimestamp();
        while (!condition())
        {
            if (_time.GetElapsedTime(since) > (timeout ?? DefaultTimeout))
            {
                var calls = string.Join(' ', Calls.TakeLast(20).Select(call => $"{call.Method}={call.Status}"));
                throw new TimeoutException($"Timed out waiting for {description}. Last calls: {calls}");
            }

            await Task.Delay(10);
        }
    }

    private JsonObject MembershipUpdate(long chatId, string before, string after) => new()
    {
        ["my_chat_member"] = new JsonObject
        {
            ["chat"] = PrivateChatJson(chatId),
            ["from"] = PersonJson(chatId, null, "Aygül"),
            ["date"] = _time.GetUtcNow().ToUnixTimeSeconds(),
            ["old_chat_member"] = MemberJson(before),
            ["new_chat_member"] = MemberJson(after),
        },
    };

    private JsonObject MemberJson(string status)
    {
        var member = new JsonObject
        {
            ["user"] = new JsonObject { ["id"] = long.Parse(Token.Split(':')[0]), ["is_bot"] = true, ["first_name"] = "Service centre" },
            ["status"] = status,
        };
        if (status == "kicked") member["until_date"] = 0;
        return member;
    }

    private static JsonObject PersonJson(long id, string? languageCode, string firstName)
    {
        var person = new JsonObject { ["id"] = id, ["is_bot"] = false, ["first_name"] = firstName };
        if (languageCode is not null) person["language_code"] = languageCode;
        return person;
    }

    private static JsonObject PrivateChatJson(long id, string firstName = "Aygül") =>
        new() { ["id"] = id, ["first_name"] = firstName, ["type"] = "private" };

    private static string DefaultDescription(int status, int? retryAfter) => status switch
    {
        400 => "Bad Request: message can't be sent",
        401 => "Unauthorized",
        403 => "Forbidden: bot was blocked by the user",
        409 => "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
        429 => $"Too Many Requests: retry after {retryAfter ?? 1}",
        _ => "Bad Gateway",
    };
}
