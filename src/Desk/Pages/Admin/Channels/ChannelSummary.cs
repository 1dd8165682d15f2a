using EcomCenter.Bots.Channels;
using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Pages.Admin.Channels;

/// <summary>The state of one channel over all nodes, read from the database.</summary>
/// <param name="InboxCount">The number of stored updates that are not processed yet.</param>
/// <param name="OutboxCount">The number of messages that wait in the outbox.</param>
/// <param name="FailedCount">The number of messages of the last day that could not be delivered.</param>
public sealed record ChannelSummary(
    ContactChannel Channel, bool IsOn, DateTimeOffset? LastReceivedAt, DateTimeOffset? LastSentAt, int InboxCount,
    int OutboxCount, int FailedCount)
{
    /// <summary>The number of newest rows that are searched, so that the queries stay fast.</summary>
    private const int MaxRows = 5000;

    private static readonly TimeSpan FailedWithin = TimeSpan.FromDays(1);

    /// <summary>Messages with parts that could not be read; null if there are none.</summary>
    public UnreadParts? Unread { get; init; }

    public bool HasConnectionTest { get; init; }

    /// <summary>The state of the connection, as far as this node knows it.</summary>
    public IReadOnlyList<MessengerFact> Facts { get; init; } = [];

    /// <param name="messenger">The connection to the channel; null for a chat on a page of the desk, which is always on.</param>
    public static async Task<ChannelSummary> LoadAsync(
        DeskDb db, ChannelSetup setup, IMessenger? messenger, DateTimeOffset now, CancellationToken cancellation)
    {
        var summary = await LoadAsync(db, setup.Traits.Channel, messenger is not { IsOn: false }, now, cancellation);
        if (messenger is not { IsOn: true }) return summary;
        var listeningNode = messenger.ListenerLease is { } lease ? await NodeName.FindLeaseHolderAsync(db, lease, now, cancellation) : null;
        return summary with
        {
            HasConnectionTest = setup.HasConnectionTest,
            Facts = messenger.DescribeState(summary.LastReceivedAt, listeningNode),
        };
    }

    private static async Task<ChannelSummary> LoadAsync(
        DeskDb db, ContactChannel channel, bool isOn, DateTimeOffset now, CancellationToken cancellation)
    {
        var (inbox, outbox, young) = (db.Inbox.Where(i => i.Channel == channel), db.Outbox.Where(o => o.Channel == channel),
            now - FailedWithin);
        var unread = await db.Inbox.AsNoTracking().OrderByDescending(i => i.Id).Take(MaxRows)
            .Where(i => i.Channel == channel
                && (i.Outcome!.Contains(UpdateOutcome.UnreadMark) || i.Outcome == UpdateOutcome.Unreadable))
            .Select(i => new { i.ReceivedAt, i.Outcome }).ToListAsync(cancellation);
        return new(channel, isOn,
            await inbox.OrderByDescending(i => i.Id).Select(i => (DateTimeOffset?)i.ReceivedAt).FirstOrDefaultAsync(cancellation),
            await outbox.Where(o => o.SentAt != null).OrderByDescending(o => o.Id).Select(o => o.SentAt).FirstOrDefaultAsync(cancellation),
            await inbox.CountAsync(i => i.NextAttemptAt != null, cancellation),
            await outbox.CountAsync(o => o.NextAttemptAt != null, cancellation),
            await db.Outbox.OrderByDescending(o => o.Id).Take(MaxRows)
                .CountAsync(o => o.Channel == channel && o.CreatedAt > young
                    && (o.State == DeliveryState.Failed || o.State == DeliveryState.Unreachable), cancellation))
        {
            Unread = unread.Count == 0 ? null : new(unread.Count, unread[0].ReceivedAt,
                [.. unread.SelectMany(row => UpdateOutcome.ReadUnreadFields(row.Outcome!)).Distinct().Take(UnreadParts.MaxNames)]),
        };
    }
}

/// <summary>Messages of which the desk could not read every part.</summary>
/// <param name="Names">The names of those parts, those of the newest message first. A wholly unreadable message has none.</param>
public sealed record UnreadParts(int Messages, DateTimeOffset NewestAt, IReadOnlyList<string> Names)
{
    public const int MaxNames = 5;
}
