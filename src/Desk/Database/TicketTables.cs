using System.Linq.Expressions;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EcomCenter.Desk.Database;

/// <summary>Maps tickets and everything that belongs to them. Ids come from a counter, never from the database.</summary>
internal static class TicketTables
{
    public static void Configure(ModelBuilder model)
    {
        model.Entity<Ticket>(ConfigureTicket);
        model.Entity<Message>(message =>
        {
            ConfigureKey(message, "messages", m => m.Id);
            message.Ignore(m => m.KindOfAnswer);
            message.HasIndex(m => m.TicketId);
        });
        model.Entity<ResponseCycle>(cycle =>
        {
            ConfigureKey(cycle, "response_cycles", c => c.Id);
            cycle.Ignore(c => c.Unanswered);
            cycle.HasIndex(c => new { c.TicketId, c.Ordinal }).IsUnique();
            // Figures count the cycles that started in a period.
            cycle.HasIndex(c => c.StartedAt);
            cycle.HasIndex(c => c.NextCheckAt).HasFilter($"\"{nameof(ResponseCycle.NextCheckAt)}\" IS NOT NULL");
            cycle.Property(c => c.WorkingTime).HasConversion<MillisecondsConverter>();
            cycle.HasIndex(c => c.WorkingTime).HasFilter(
                $"\"{nameof(ResponseCycle.WorkingTime)}\" IS NOT NULL AND \"{nameof(ResponseCycle.NextCheckAt)}\" IS NOT NULL");
            cycle.HasIndex(c => c.IsStartDoubted).HasFilter($"\"{nameof(ResponseCycle.IsStartDoubted)}\"");
            cycle.HasMany(c => c.Escalations).WithOne().HasForeignKey(r => r.CycleId);
        });
        model.Entity<RaisedEscalation>(escalation =>
        {
            escalation.ToTable("fired_rungs");
            escalation.HasKey(r => new { r.CycleId, r.Level });
            escalation.Property(r => r.Level).HasMaxLength(24);
        });
        model.Entity<PromisedDate>(clock =>
        {
            ConfigureKey(clock, "promise_clocks", c => c.Id);
            clock.Ignore(c => c.IsRunning);
            clock.HasIndex(c => c.TicketId);
            clock.HasIndex(c => c.NextCheckAt).HasFilter($"\"{nameof(PromisedDate.NextCheckAt)}\" IS NOT NULL");
        });
        model.Entity<TransferSlip>(slip =>
        {
            ConfigureKey(slip, "transfer_slips", s => s.Id);
            slip.Ignore(s => s.IsOpen).Ignore(s => s.GivesAccess);
            slip.HasIndex(s => new { s.TicketId, s.Ordinal }).IsUnique();
            slip.HasIndex(s => new { s.Department, s.State, s.TicketId });
            slip.Property(s => s.WorkingTime).HasConversion<MillisecondsConverter>();
            slip.HasIndex(s => s.ActedAt).HasFilter($"\"{nameof(TransferSlip.EndedAt)}\" IS NULL");
            slip.HasIndex(s => s.IsStartDoubted).HasFilter($"\"{nameof(TransferSlip.IsStartDoubted)}\"");
            slip.HasIndex(s => s.NextCheckAt).HasFilter($"\"{nameof(TransferSlip.NextCheckAt)}\" IS NOT NULL");
        });
        model.Entity<SupervisionOrder>(order =>
        {
            ConfigureKey(order, "supervision_orders", o => o.Id);
            order.Ignore(o => o.IsOpen);
            order.HasIndex(o => o.TicketId);
            order.HasIndex(o => new { o.Cause, o.CauseId }).IsUnique();
            order.HasIndex(o => new { o.State, o.DueAt });
            order.HasIndex(o => o.NextCheckAt).HasFilter($"\"{nameof(SupervisionOrder.NextCheckAt)}\" IS NOT NULL");
        });
        model.Entity<FollowUpCall>(call =>
        {
            ConfigureKey(call, "follow_up_calls", f => f.Id);
            call.HasIndex(f => new { f.TicketId, f.ResolvedAt });
            call.HasIndex(f => new { f.State, f.ResolvedAt });
        });
        model.Entity<HeadReferral>(referral =>
        {
            ConfigureKey(referral, "head_referrals", r => r.Id);
            referral.HasIndex(r => r.TicketId);
            referral.HasIndex(r => new { r.State, r.DueAt });
            referral.HasIndex(r => r.IsStartDoubted).HasFilter($"\"{nameof(HeadReferral.IsStartDoubted)}\"");
            referral.HasIndex(r => r.NextCheckAt).HasFilter($"\"{nameof(HeadReferral.NextCheckAt)}\" IS NOT NULL");
        });
        model.Entity<Rating>(rating =>
        {
            ConfigureKey(rating, "ratings", r => r.Id);
            rating.HasIndex(r => new { r.TicketId, r.ResolvedAt }).IsUnique();
        });
        model.Entity<TicketLink>(link =>
        {
            link.ToTable("ticket_links");
            link.HasKey(l => new { l.TicketId, l.ToTicketId });
            link.HasIndex(l => l.ToTicketId);
        });
        model.Entity<Person>(person =>
        {
            ConfigureKey(person, "people", p => p.Id);
            person.Ignore(p => p.Phone);
            person.HasMany(p => p.Addresses).WithOne().HasForeignKey(a => a.PersonId);
        });
        model.Entity<PersonAddress>(address =>
        {
            ConfigureKey(address, "person_addresses", a => a.Id);
            address.Ignore(a => a.Chat);
            address.HasIndex(a => new { a.Value, a.Kind, a.Bot });
        });
    }

    private static void ConfigureTicket(EntityTypeBuilder<Ticket> ticket)
    {
        ConfigureKey(ticket, "tickets", t => t.Id);
        ticket.Ignore(t => t.LatestCycle).Ignore(t => t.UnansweredCycle).Ignore(t => t.RunningPromisedDate).Ignore(t => t.CurrentRating)
            .Ignore(t => t.WaitingFollowUp).Ignore(t => t.OpenReferral).Ignore(t => t.IsOpen).Ignore(t => t.ReadingDepartments);
        ticket.Property(t => t.Version).IsConcurrencyToken();
        ticket.HasIndex(t => t.Number).IsUnique();
        // Sorted by due time within each status and state of the cycle, which is how long lists begin to read. Covers all columns that the
        // lists of the board and the API filter and count by, so that these read the index alone.
        ticket.HasIndex(t => new { t.Status, t.Unanswered, t.CycleState, t.DueAt, t.Assignee, t.Department, t.Kind, t.Channel });
        // The same lists of one person, or of nobody, which may be few of very many.
        ticket.HasIndex(t => new { t.Assignee, t.Status, t.Unanswered, t.CycleState, t.DueAt });
        ticket.HasIndex(t => t.Sequence);
        ticket.HasIndex(t => t.ReceivedAt);
        ticket.HasIndex(t => t.LastWorkedAt).HasFilter($"\"{nameof(Ticket.Assignee)}\" IS NOT NULL AND \"{nameof(Ticket.Unanswered)}\"");
        ticket.HasIndex(t => t.Urged).HasFilter($"\"{nameof(Ticket.Urged)}\" > 0");
        ticket.HasIndex(t => t.ClosedAt).HasFilter(
            $"\"{nameof(Ticket.ClosedAt)}\" IS NOT NULL AND \"{nameof(Ticket.ErasedAt)}\" IS NULL");
        // How many were erased within a day is asked at every sweep.
        ticket.HasIndex(t => t.ErasedAt).HasFilter($"\"{nameof(Ticket.ErasedAt)}\" IS NOT NULL");
        ticket.HasIndex(t => t.ResolvedAt).HasFilter($"\"{nameof(Ticket.ResolvedAt)}\" IS NOT NULL");
        ticket.HasIndex(t => t.IsEndDoubted).HasFilter($"\"{nameof(Ticket.IsEndDoubted)}\"");
        ticket.HasIndex(t => t.NeedsSupervisor).HasFilter($"\"{nameof(Ticket.NeedsSupervisor)}\"");
        ticket.HasIndex(t => t.SlipDueAt).HasFilter($"\"{nameof(Ticket.SlipDueAt)}\" IS NOT NULL");
        ticket.HasIndex(t => t.NeedsCallBack).HasFilter($"\"{nameof(Ticket.NeedsCallBack)}\"");
        ticket.HasIndex(t => new { t.ChatAddressId, t.Id }).HasFilter("\"ChatAddressId\" IS NOT NULL");
        ticket.HasIndex(t => new { t.PersonId, t.Id }).HasFilter("\"PersonId\" IS NOT NULL");
        ticket.HasOne(t => t.Person).WithMany().HasForeignKey(t => t.PersonId);
        ticket.HasOne(t => t.ChatAddress).WithMany().HasForeignKey(t => t.ChatAddressId);
        ticket.HasMany(t => t.Cycles).WithOne().HasForeignKey(c => c.TicketId);
        ticket.HasMany(t => t.Messages).WithOne().HasForeignKey(m => m.TicketId);
        ticket.HasMany(t => t.PromisedDates).WithOne().HasForeignKey(p => p.TicketId);
        ticket.HasMany(t => t.Ratings).WithOne().HasForeignKey(r => r.TicketId);
        ticket.HasMany(t => t.Slips).WithOne().HasForeignKey(s => s.TicketId);
        ticket.HasMany(t => t.Orders).WithOne().HasForeignKey(o => o.TicketId);
        ticket.HasMany(t => t.FollowUps).WithOne().HasForeignKey(f => f.TicketId);
        ticket.HasMany(t => t.Referrals).WithOne().HasForeignKey(r => r.TicketId);
        ticket.HasMany(t => t.Links).WithOne().HasForeignKey(l => l.TicketId);
    }

    internal static void ConfigureKey<T>(EntityTypeBuilder<T> entity, string table, Expression<Func<T, object?>> key)
        where T : class
    {
        entity.ToTable(table);
        entity.HasKey(key);
        entity.Property(key.Body is UnaryExpression { Operand: MemberExpression member }
            ? member.Member.Name : ((MemberExpression)key.Body).Member.Name).ValueGeneratedNever();
    }
}
