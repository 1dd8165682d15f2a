using EcomCenter.Bots.Conversation;
using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;
using EcomCenter.Desk.Bots;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Files;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace EcomCenter.Desk.Tests.Bots.WeChat;

public sealed class WeChatReliabilityTests
{
    private static readonly byte[] Amr = [.. "#!AMR\n"u8, 1, 2, 3, 4], Jpeg = [0xFF, 0xD8, 0xFF, 0xE0, 1, 2, 3, 4];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_message_that_could_not_be_stored_is_delivered_again_by_WeChat()
    {
        var full = new FullDiskInbox { Failures = 25 };
        await using var desk = await WeChatDesk.StartAsync(builder => full.ReplaceInbox(builder.Services));
        await desk.WeChat.SendTextAsync(WeChatDesk.Li, "我的网店怎么开？");
        await desk.WeChat.WaitForMessageAsync(WeChatDesk.Li);
        Assert.Equal([false, true], desk.WeChat.Attempts.Select(t => t.Acknowledged));
        await using var db = desk.App.CreateDb();
        Assert.Equal(1, await db.Tickets.CountAsync(Cancellation));
    }

    [Fact]
    public async Task A_short_error_is_retried_within_the_timeout_of_WeChat()
    {
        var full = new FullDiskInbox { Failures = 3 };
        await using var desk = await WeChatDesk.StartAsync(builder => full.ReplaceInbox(builder.Services));
        await desk.WeChat.SendTextAsync(WeChatDesk.Li, "我的网店怎么开？");
        Assert.Equal("200", Assert.Single(desk.WeChat.Attempts).Outcome);
    }

    [Fact]
    public async Task A_voice_message_alone_opens_a_ticket_and_is_downloaded()
    {
        await using var desk = await WeChatDesk.StartAsync();
        await desk.WeChat.SendVoiceAsync(WeChatDesk.Aygul, Amr);
        await desk.WeChat.WaitForMessageAsync(WeChatDesk.Aygul);
        await desk.WeChat.SendPhotoAsync(WeChatDesk.Aygul, Jpeg);
        await Eventually.TrueAsync(async () => (await FilesAsync(desk)).Count(f => f.State is AttachmentState.Kept) == 2);
        Assert.Equal([FileKind.Voice, FileKind.Photo], (await FilesAsync(desk)).Select(f => f.Kind));
        var store = desk.App.Services.GetRequiredService<AttachmentStore>();
        await using var voice = store.OpenRead((await FilesAsync(desk))[0].Id);
        Assert.NotNull(voice);
        Assert.Equal(Amr.Length, voice.Length);
    }

    [Fact]
    public async Task A_recorded_receipt_follows_the_written_one()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            foreach (var name in SpokenReceipt.AllClips)
            {
                Directory.CreateDirectory(Path.Combine(folder.FullName, "ug"));
                await File.WriteAllTextAsync(Path.Combine(folder.FullName, "ug", name + ".mp3"), name, Cancellation);
            }

            await using var desk = await WeChatDesk.StartAsync(settings: ("Bots:Clips", folder.FullName));
            await desk.SendTextAsync(WeChatDesk.Aygul, "سوئالىم بار ئىدى");
            Assert.Equal(["text", "voice"], desk.WeChat.Sent.Select(sent => sent.Kind));
            Assert.Equal(3, (await desk.WindowAsync(WeChatDesk.Aygul))!.MessagesLeft);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<List<Attachment>> FilesAsync(WeChatDesk desk)
    {
        await using var db = desk.App.CreateDb();
        return await db.Attachments.AsNoTracking().OrderBy(a => a.Id).ToListAsync(Cancellation);
    }

    /// <summary>Wraps the real inbox and fails the first writes, as a full disk would.</summary>
    private sealed class FullDiskInbox : IInbox
    {
        private InboxStore? _inbox;
        private int _failures;

        public int Failures { init => _failures = value; }

        private InboxStore Inner => _inbox ?? throw new InvalidOperationException("The inbox has not been requested yet.");

        public void ReplaceInbox(IServiceCollection services) => services.Replace(ServiceDescriptor.Singleton<IInbox>(provider =>
        {
            _inbox = provider.GetRequiredService<InboxStore>();
            return this;
        }));

        public Task StoreAsync(IReadOnlyList<RawUpdate> updates, CancellationToken cancellation) =>
            Interlocked.Decrement(ref _failures) >= 0 ? throw new IOException("disk full") : Inner.StoreAsync(updates, cancellation);
    }
}
