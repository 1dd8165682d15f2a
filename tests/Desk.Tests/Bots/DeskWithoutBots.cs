using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;
using EcomCenter.Desk.Bots;
using EcomCenter.Desk.Tests.Database;
using Microsoft.Extensions.DependencyInjection;

namespace EcomCenter.Desk.Tests.Bots;

/// <summary>The desk as bots use it, with no bot running: stored updates wait until a test takes them.</summary>
internal static class DeskWithoutBots
{
    public static readonly ChatAddress Aygul = new(ContactChannel.Telegram, "123456789", "42");

    public static Task<DeskApp> StartWithoutBotsAsync(
        Provider provider = Provider.Sqlite, TimeProvider? time = null) =>
        DeskApp.StartAsync(provider, time, null, [("Bots:Hosted", "false"), ("Bots:AlbumWait", "00:00:00")]);

    public static ChatCalls DeskForBots(this DeskApp desk) => new(desk);

    public static InboxStore Inbox(this DeskApp desk) => desk.Services.GetRequiredService<InboxStore>();

    /// <summary>Processes the updates of a channel that are due now. Returns how many are done.</summary>
    public static async Task<int> ProcessDueAsync(this DeskApp desk, ContactChannel channel) =>
        await desk.Services.GetRequiredService<UpdateProcessor>().ProcessAsync(
            await desk.Inbox().LoadDueAsync(channel, 100, CancellationToken.None), CancellationToken.None);

    public static IncomingMessage NewMessage(string id, string text, ChatAddress? from = null, DateTimeOffset? sentAt = null) => new()
    {
        From = from ?? Aygul, ExternalId = id, Text = text, SentAt = sentAt ?? TimeProvider.System.GetUtcNow(),
        Language = Language.Ug,
    };

    public static RawUpdate NewUpdate(string id, string? chat = "42") =>
        new(ContactChannel.Telegram, Aygul.Bot, id, chat, "{}", TimeProvider.System.GetUtcNow());

    /// <summary>An update of Telegram with a text of Aygül.</summary>
    public static RawUpdate NewTextUpdate(string id, string text, string chat = "42") => new(
        ContactChannel.Telegram, Aygul.Bot, id, chat,
        $$$"""
        {"update_id":{{{id}}},"message":{"message_id":{{{id}}},"date":{{{TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()}}},
        "chat":{"id":{{{chat}}},"type":"private"},"from":{"id":{{{chat}}},"is_bot":false,"first_name":"Aygül"},"text":"{{{text}}}"}}
        """,
        TimeProvider.System.GetUtcNow());
}
