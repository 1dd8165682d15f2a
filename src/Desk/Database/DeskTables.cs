using EcomCenter.Desk.Outbox;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Database;

/// <summary>Maps the tables around tickets: events, inbox, outbox, intake ids, conversations, API keys, counters, secrets, staff.</summary>
internal static class DeskTables
{
    public static void Configure(ModelBuilder model)
    {
        model.Entity<StoredEvent>(stored =>
        {
            TicketTables.ConfigureKey(stored, "ticket_events", e => e.Sequence);
            stored.HasIndex(e => new { e.TicketId, e.Version }).IsUnique();
            // Figures look for resolutions and closings of a period.
            stored.HasIndex(e => new { e.Type, e.At });
            stored.HasOne<Ticket>().WithMany().HasForeignKey(e => e.TicketId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<InboxRow>(inbox =>
        {
            TicketTables.ConfigureKey(inbox, "inbox", i => i.Id);
            inbox.HasIndex(i => new { i.UpdateId, i.Bot, i.Channel }).IsUnique();
            inbox.HasIndex(i => new { i.Channel, i.NextAttemptAt }).HasFilter("\"NextAttemptAt\" IS NOT NULL");
            inbox.HasIndex(i => i.Chat);
        });
        model.Entity<OutboxRow>(outbox =>
        {
            TicketTables.ConfigureKey(outbox, "outbox", o => o.Id);
            outbox.HasIndex(o => o.NextAttemptAt).HasFilter("\"NextAttemptAt\" IS NOT NULL");
            outbox.HasIndex(o => new { o.Chat, o.Id });
            outbox.HasIndex(o => o.MessageId);
        });
        model.Entity<IntakeIdRow>(intake =>
        {
            intake.ToTable("intake_ids");
            intake.HasKey(i => new { i.ExternalId, i.Caller, i.Channel });
            intake.HasIndex(i => i.MessageId);
        });
        model.Entity<ConversationRow>(conversation =>
        {
            conversation.ToTable("conversations");
            conversation.HasKey(c => new { c.Chat, c.Bot, c.Channel });
        });
        model.Entity<IdempotencyRow>(row =>
        {
            row.ToTable("idempotency_keys");
            row.HasKey(r => new { r.Key, r.Caller, r.Route });
            row.HasIndex(r => r.CreatedAt);
        });
        model.Entity<MonthReportRow>(report =>
        {
            report.ToTable("month_reports");
            report.HasKey(r => r.Month);
        });
        model.Entity<ApiKey>(key =>
        {
            key.ToTable("api_keys");
            key.HasKey(k => k.Hash);
            key.HasIndex(k => k.Name).IsUnique();
        });
        model.Entity<SequenceCounter>(counter =>
        {
            counter.ToTable("counters");
            counter.HasKey(c => c.Name);
            counter.HasData(
                new SequenceCounter { Name = SequenceCounter.Ids, Next = 1 },
                new SequenceCounter { Name = SequenceCounter.Events, Next = 1 },
                new SequenceCounter { Name = SequenceCounter.Numbers, Next = 100_001 });
        });
        model.Entity<SecretRow>(secret =>
        {
            secret.ToTable("secrets");
            secret.HasKey(s => s.Name);
        });
        model.Entity<StaffMember>().ToTable("staff");
        model.Entity<StaffSession>(session =>
        {
            session.ToTable("staff_sessions");
            session.HasKey(s => s.TokenHash);
            session.HasIndex(s => s.UserId);
        });
        model.Entity<SecurityEvent>(securityEvent =>
        {
            // Numbered by the database, because it is written outside the writer.
            securityEvent.ToTable("security_events");
            securityEvent.HasKey(e => e.Id);
            securityEvent.HasIndex(e => e.At);
        });
    }
}
