using System.Text.Json.Serialization;
using EcomCenter.Contracts;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Staff;

/// <summary>The kind of a promise that is handed over.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<HandedOverPromise>))]
public enum HandedOverPromise { Answer, PromisedDate }

/// <summary>
/// The handover at the end of a shift (交接班). The shift ends when somebody else has accepted each promise that falls due in the next
/// one.
/// </summary>
public sealed class ShiftHandover
{
    public required long Id { get; init; }

    /// <summary>The user name of the person whose shift ends.</summary>
    public required string FromUser { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>The end of the shift in the roster; the time of the handover for a shift that was not planned.</summary>
    public required DateTimeOffset ShiftEnd { get; set; }

    /// <summary>The end of the next shift: promises due until then are handed over, and warnings of them go to whoever accepted.</summary>
    public required DateTimeOffset Until { get; set; }

    /// <summary>The time at which the last promise was accepted.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>True if nobody was there, so that the duty lead got what was left.</summary>
    public bool WentToLead { get; set; }
}

/// <summary>A promise of a handover.</summary>
public sealed class HandoverItem
{
    public required long Id { get; init; }

    public required long HandoverId { get; init; }

    public required long TicketId { get; init; }

    public required HandedOverPromise Promise { get; init; }

    public required DateTimeOffset DueAt { get; init; }

    /// <summary>The user name of the person who accepted it, or of the duty lead who got it.</summary>
    public string? AcceptedBy { get; set; }

    public DateTimeOffset? AcceptedAt { get; set; }
}

/// <summary>A free entry of the duty record (值班记录).</summary>
public sealed class DutyEntry
{
    public const int MaxTextLength = 2_000;

    public required long Id { get; init; }

    public required DateOnly Day { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>The user name.</summary>
    public required string User { get; init; }

    public required string Text { get; init; }
}

/// <summary>Maps duty records and handovers.</summary>
internal static class HandoverTables
{
    public static void Configure(ModelBuilder model)
    {
        model.Entity<ShiftHandover>(handover =>
        {
            handover.ToTable("shift_handovers");
            handover.HasKey(h => h.Id);
            handover.Property(h => h.Id).ValueGeneratedNever();
            handover.HasIndex(h => new { h.FromUser, h.ShiftEnd }).IsUnique();
            handover.HasIndex(h => h.StartedAt);
            handover.HasIndex(h => h.EndedAt);
        });
        model.Entity<HandoverItem>(item =>
        {
            item.ToTable("handover_items");
            item.HasKey(i => i.Id);
            item.Property(i => i.Id).ValueGeneratedNever();
            item.HasIndex(i => i.TicketId);
            item.HasOne<ShiftHandover>().WithMany().HasForeignKey(i => i.HandoverId);
        });
        model.Entity<DutyEntry>(entry =>
        {
            entry.ToTable("duty_entries");
            entry.HasKey(e => e.Id);
            entry.Property(e => e.Id).ValueGeneratedNever();
            entry.HasIndex(e => e.Day);
        });
    }
}
