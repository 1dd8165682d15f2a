using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;
using EcomCenter.Desk.Outbox;
using EcomCenter.Desk.Tests.Database;
using Microsoft.EntityFrameworkCore;
using static EcomCenter.Desk.Tests.Bots.DeskWithoutBots;

namespace EcomCenter.Desk.Tests.Bots;

/// <summary>
/// Any order of texts, edits, replies, forwards, albums, presses, repeats and blocks, as Telegram tells them, through the whole desk. Each
/// message has a word of its own. A failure prints the seed that repeats it.
/// </summary>
public sealed class NothingIsLostTests
{
    private static readonly string[] Answers =
        ["苹果卖不出去", "匿名", "对，可是", "3", "138 9999 0001", "快递单号 YT8812345678901", "谢谢，还有", "撤回", "催办", "100-0179", "/new", "还没有", "شىكايەت"];

    private static readonly Gen<(int Act, int Which)[]> Talks = Gen.Select(Gen.Int[0, 11], Gen.Int[0, 99]).Array[2, 14];

    private static int _chats = 7_000;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, CombinatorialProviders]
    public async Task In_any_order_every_word_is_in_exactly_one_ticket_or_in_the_draft(Provider provider)
    {
        await using var desk = await StartWithoutBotsAsync(provider);
        await Talks.SampleAsync(async acts =>
        {
            var talk = new Talk(desk, Interlocked.Increment(ref _chats));
            foreach (var (act, which) in acts) await talk.ActAsync(act, which);
            foreach (var word in talk.Words) Assert.Equal((word, 1), (word, await talk.CountPlacesAsync(word)));
        }, iter: 20, threads: 1);
    }

    private sealed class Talk(DeskApp desk, int chat)
    {
        private readonly List<JsonObject> _messages = [];
        private int _updates, _words;
        private RawUpdate? _last;

        public List<string> Words { get; } = [];

        public async Task ActAsync(int act, int which)
        {
            var message = _messages.Count == 0 ? null : _messages[which % _messages.Count];
            var update = (act, message) switch
            {
                (0, { }) => Edit(message, changed: true, which),
                (1, { }) => Edit(message, changed: false, which),
                (2, { }) => NewMessage("text", which, reply => reply["reply_to_message"] = message.DeepClone()),
                (3, _) => NewMessage("text", which, forwarded => forwarded["forward_origin"] = JsonNode.Parse(
                    """{"type":"hidden_user","date":1,"sender_user_name":"老王"}""")),
                (4, _) => NewPhoto(which, album: null),
                (5 or 6, _) => NewPhoto(which, album: $"{chat}{which % 2}"),
                (7, _) => Membership(which % 2 == 0),
                (8 or 9, _) when await FindButtonsAsync() is { Count: > 0 } buttons => Press(buttons[which % buttons.Count].Code),
                (10, _) when _last is not null => null,
                _ => NewMessage("text", which),
            };
            if (update is not null) _last = ToRaw(update);
            // A repeat comes with the same id, or as another update with the same message.
            else if (which % 2 == 0) _last = _last! with { UpdateId = $"{chat}-{++_updates}" };
            await desk.Inbox().StoreAsync([_last!], Cancellation);
            await desk.ProcessDueAsync(ContactChannel.Telegram);
        }

        /// <summary>Counts the messages of tickets that hold the word, and the draft if it does.</summary>
        public async Task<int> CountPlacesAsync(string word)
        {
            await using var db = desk.CreateDb();
            var drafts = await db.Conversations.CountAsync(c => c.State.Contains(word), Cancellation);
            return drafts + await db.Tickets.SelectMany(t => t.Messages)
                .CountAsync(m => m.MovedToTicketId == null && m.Text.Contains(word), Cancellation);
        }

        private async Task<List<ChatButton>> FindButtonsAsync()
        {
            await using var db = desk.CreateDb();
            var sent = await db.Outbox.AsNoTracking().Where(o => o.Chat == $"{chat}").ToListAsync(Cancellation);
            return [.. sent.SelectMany(row => OutboxQueue.ReadButtons(row)).SelectMany(row => row)];
        }

        private string NewWords(int which)
        {
            var word = $"zq{chat}x{(char)('a' + (_words / 26))}{(char)('a' + (_words++ % 26))}";
            Words.Add(word);
            return $"{Answers[which % Answers.Length]} {word}";
        }

        private JsonObject NewMessage(string field, int which, Action<JsonObject>? fill = null)
        {
            var message = new JsonObject
            {
                ["message_id"] = _messages.Count + 1, ["date"] = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds(),
                ["chat"] = new JsonObject { ["id"] = chat, ["type"] = "private" }, ["from"] = From(), [field] = NewWords(which),
            };
            fill?.Invoke(message);
            _messages.Add(message);
            return new() { ["message"] = message };
        }

        private JsonObject NewPhoto(int which, string? album) => NewMessage("caption", which, message =>
        {
            message["photo"] = JsonNode.Parse($$"""[{"file_id":"f{{_messages.Count}}","file_unique_id":"u","width":9,"height":9}]""");
            if (album is not null) message["media_group_id"] = album;
        });

        private JsonObject Edit(JsonObject message, bool changed, int which)
        {
            var edited = message.DeepClone().AsObject();
            var field = edited.ContainsKey("text") ? "text" : "caption";
            edited["edit_date"] = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() + _updates;
            if (changed) edited[field] = NewWords(which);
            message[field] = edited[field]!.DeepClone();
            return new() { ["edited_message"] = edited };
        }

        private JsonObject Press(string code) => new()
        {
            ["callback_query"] = new JsonObject
            {
                ["id"] = $"{chat}p{_updates}", ["from"] = From(), ["chat_instance"] = "1", ["data"] = code,
                ["message"] = new JsonObject
                {
                    ["message_id"] = 900, ["date"] = 0, ["chat"] = new JsonObject { ["id"] = chat, ["type"] = "private" },
                },
            },
        };

        private JsonObject Membership(bool blocked) => JsonNode.Parse(
            $$$"""
            {"my_chat_member":{"chat":{"id":{{{chat}}},"type":"private"},"from":{"id":{{{chat}}},"is_bot":false,"first_name":"A"},"date":1,
            "old_chat_member":{"status":"member","user":{"id":1,"is_bot":true,"first_name":"B"}},
            "new_chat_member":{"status":"{{{(blocked ? "kicked" : "member")}}}","until_date":0,
            "user":{"id":1,"is_bot":true,"first_name":"B"} } } }
            """)!.AsObject();

        private JsonObject From() => new() { ["id"] = chat, ["is_bot"] = false, ["first_name"] = "Aygül" };

        private RawUpdate ToRaw(JsonObject update)
        {
            update["update_id"] = ++_updates;
            return new(ContactChannel.Telegram, Aygul.Bot, $"{chat}-{_updates}", $"{chat}",
                update.ToJsonString(JsonSerializerOptions.Default), TimeProvider.System.GetUtcNow());
        }
    }
}
