using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;
using Microsoft.Extensions.DependencyInjection;

namespace EcomCenter.Desk.Tests.Bots;

/// <summary>The desk as bots use it, with no bot running: stored updates wait until a test takes them.</summary>
internal static class DeskWithoutBots
{
    public static readonly ChatAddress Aygul = new(ContactChannel.Telegram, "123456789", "42");

    public static Task<DeskApp> StartWithoutBotsAsync(
        EcomCenter.Desk.Tests.Database.Provider provider = EcomCenter.Desk.Tests.Database.Provider.Sqlite, TimeProvider? time = null) =>
        DeskApp.StartAsync(provider, time, null, ("Bots:Hosted", "false"));

    public static IDesk DeskForBots(this DeskApp desk) => desk.Services.GetRequiredService<IDesk>();

    public static IInbox Inbox(this DeskApp desk) => desk.Services.GetRequiredService<IInbox>();

    public static IConversationStore ConversationStore(this DeskApp desk) => desk.Services.GetRequiredService<IConversationStore>();

    public static IncomingMessage NewMessage(string id, string text, ChatAddress? from = null, DateTimeOffset? sentAt = null) => new()
    {
        From = from ?? Aygul, ExternalId = id, Text = text, SentAt = sentAt ?? TimeProvider.System.GetUtcNow(),
        Language = Language.Ug, SenderName = "Aygül",
    };

    public static RawUpdate NewUpdate(string id, string? chat = "42") =>
        new(ContactChannel.Telegram, Aygul.Bot, id, chat, "{}", TimeProvider.System.GetUtcNow());
}
