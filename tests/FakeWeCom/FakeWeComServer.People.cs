using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using EcomCenter.FakeWeChat;

namespace EcomCenter.FakeWeCom;

/// <summary>Acts as residents. What they say is kept for three days; a callback tells that there is something to pull.</summary>
public sealed partial class FakeWeComServer
{
    public Task SendTextAsync(string resident, string text) =>
        SendAsync(resident, "text", new JsonObject { ["content"] = text, ["menu_id"] = "" });

    public Task SendMediaAsync(string resident, string kind, byte[] bytes)
    {
        var id = $"media{Interlocked.Increment(ref _nextMedia)}_of_tests-only";
        _media[id] = (kind, "medium." + kind, bytes);
        return SendAsync(resident, kind, new JsonObject { ["media_id"] = id });
    }

    /// <summary>Sends any message of a resident.</summary>
    public Task SendAsync(string resident, string kind, JsonNode content)
    {
        var person = GetResident(resident);
        lock (person) person.Write(_time.GetUtcNow());
        return KeepAsync(new JsonObject
        {
            ["msgid"] = NewId(), ["open_kfid"] = Account.OpenKfId, ["external_userid"] = resident,
            ["send_time"] = _time.GetUtcNow().ToUnixTimeSeconds(), ["origin"] = 3, ["msgtype"] = kind, [kind] = content,
        }.ToJsonString());
    }

    /// <summary>Opens the chat, by a link with a parameter of its own where one is given.</summary>
    public Task EnterAsync(string resident, string? scene = null, string? parameter = null)
    {
        var person = GetResident(resident);
        var content = new JsonObject
        {
            ["event_type"] = "enter_session", ["open_kfid"] = Account.OpenKfId, ["external_userid"] = resident, ["scene"] = scene ?? "",
            ["scene_param"] = parameter ?? "",
        };
        lock (person)
            if (person.Enter(_time.GetUtcNow()) is { } code) content["welcome_code"] = code;
        return TellEventAsync(content);
    }

    /// <summary>Makes the next message to the resident fail after it was accepted.</summary>
    public void FailLater(string resident, int failType)
    {
        var person = GetResident(resident);
        lock (person) person.LateFailures.Enqueue(failType);
    }

    public Task TellEventAsync(JsonObject content) => KeepAsync(new JsonObject
    {
        ["msgid"] = NewId(), ["send_time"] = _time.GetUtcNow().ToUnixTimeSeconds(), ["origin"] = 4, ["msgtype"] = "event",
        ["event"] = content,
    }.ToJsonString());

    /// <summary>Keeps any JSON as a message, and tells the account.</summary>
    public Task KeepAsync(string json)
    {
        lock (_gate) _kept.Add(new(json, _time.GetUtcNow()));
        return TellAsync();
    }

    /// <summary>Tells the account that there is something to pull, three times at most.</summary>
    public async Task TellAsync()
    {
        if (!SendsCallbacks || IsDown || Callback is null) return;
        var token = $"ENC{Guid.NewGuid():N}";
        _callbackTokens[token] = _time.GetUtcNow();
        for (var attempt = 0; attempt < 3 && !await TryTellAsync(BuildCallback(token)); attempt++) await Task.Delay(5);
    }

    /// <summary>Builds the request of a callback, signed and encrypted.</summary>
    public (Uri Address, string Body) BuildCallback(string token, string? account = null, string? key = null, string? receiver = null)
    {
        var head = $"<xml><ToUserName><![CDATA[{Account.CorpId}]]></ToUserName>";
        var xml = $"{head}<CreateTime>{_time.GetUtcNow().ToUnixTimeSeconds()}</CreateTime>"
            + $"<MsgType><![CDATA[event]]></MsgType><Event><![CDATA[kf_msg_or_event]]></Event><Token><![CDATA[{token}]]></Token>"
            + $"<OpenKfId><![CDATA[{account ?? Account.OpenKfId}]]></OpenKfId></xml>";
        var encrypted = WeChatEncryption.Encrypt(xml, key ?? Account.EncodingAesKey, receiver ?? Account.CorpId);
        return (SignedUri(encrypted), $"{head}<Encrypt><![CDATA[{encrypted}]]></Encrypt><AgentID><![CDATA[]]></AgentID></xml>");
    }

    /// <summary>Returns the callback address with the signature of an encrypted text.</summary>
    public Uri SignedUri(string encrypted, DateTimeOffset? at = null)
    {
        var timestamp = (at ?? _time.GetUtcNow()).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var nonce = Random.Shared.Next().ToString(CultureInfo.InvariantCulture);
        var signature = WeChatEncryption.Sign(Account.Token, timestamp, nonce, encrypted);
        return new(Callback!, $"?msg_signature={signature}&timestamp={timestamp}&nonce={nonce}");
    }

    /// <summary>Waits for a matching message to the resident. Throws if none comes.</summary>
    public async Task<WeComSentMessage> WaitForMessageAsync(
        string resident, int skip = 0, Func<WeComSentMessage, bool>? matches = null, double seconds = 60)
    {
        for (var since = TimeProvider.System.GetTimestamp(); ; await Task.Delay(10))
        {
            if (Sent.Where(sent => sent.Resident == resident).Skip(skip).FirstOrDefault(sent => matches?.Invoke(sent) ?? true) is { } found)
                return found;
            if (TimeProvider.System.GetElapsedTime(since).TotalSeconds > seconds)
                throw new TimeoutException($"Timed out waiting for a message to {resident}. Last calls: "
                    + string.Join(' ', Calls.TakeLast(12).Select(call => $"{call.Path}={call.ErrCode}")));
        }
    }

    // The event comes after the answer that accepted the message.
    private async Task TellFailureAsync(string resident, string id, int failType)
    {
        await Task.Delay(20);
        await TellEventAsync(new()
        {
            ["event_type"] = "msg_send_fail", ["open_kfid"] = Account.OpenKfId, ["external_userid"] = resident, ["fail_msgid"] = id,
            ["fail_type"] = failType,
        });
    }

    private async Task<bool> TryTellAsync((Uri Address, string Body) request)
    {
        try
        {
            using var content = new StringContent(request.Body, Encoding.UTF8, "text/xml");
            using var answer = await _callbackClient.PostAsync(request.Address, content);
            if (answer.IsSuccessStatusCode) Interlocked.Increment(ref _callbacks);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception error) when (error is OperationCanceledException or HttpRequestException)
        {
            return false;
        }
    }

    private string NewId() => string.Create(CultureInfo.InvariantCulture, $"from_msgid_{Interlocked.Increment(ref _nextMessage)}");

    private WeComResident GetResident(string id) => _residents.GetOrAdd(id, known => new(known));
}
