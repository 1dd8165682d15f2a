using System.Globalization;
using System.Text.Json.Serialization;
using EcomCenter.Texts;
using MessagePack;

namespace EcomCenter.Desk.Pages.Board.Live;

// Messages of the board hub. Enums and times are strings and keys are named, so that JSON and MessagePack carry the same content.

[MessagePackFormatter(typeof(CardChangedFormatter))]
public sealed record CardChanged
{
    public required long Sequence { get; init; }

    public required string Number { get; init; }

    public required long Version { get; init; }

    public required string Status { get; init; }

    public required string DueAt { get; init; }

    public required string CycleState { get; init; }

    public required bool Unanswered { get; init; }

    public required string Kind { get; init; }

    public required string Channel { get; init; }

    public required string Subject { get; init; }

    public string? Department { get; init; }

    public string? Assignee { get; init; }

    /// <summary>
    /// The row as HTML in the viewer's language. Absent for API keys and in long lists, which pages fetch over compressed HTTP.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Html { get; init; }

    internal static CardChanged FromCard(BoardCard card, string? html = null) => new()
    {
        Sequence = card.Sequence, Number = card.Number.ToString(), Version = card.Version, Status = EnumCode.From(card.Status),
        DueAt = HubText.Timestamp(card.DueAt), CycleState = EnumCode.From(card.CycleState), Unanswered = card.Unanswered,
        Kind = EnumCode.From(card.Kind), Channel = EnumCode.From(card.Channel), Subject = card.Subject,
        Department = card.Department, Assignee = card.Assignee, Html = html,
    };
}

[MessagePackObject]
public sealed record CardRemoved([property: Key("sequence")] long Sequence, [property: Key("number")] string Number)
{
    // MessagePack writes only what it could read again.
    [Key("removed")] public bool Removed { get; init; } = true;
}

/// <summary>
/// Result of Watch: either all open <paramref name="Cards"/>, or the <paramref name="Changes"/> since (changed and removed cards).
/// </summary>
[MessagePackObject]
public sealed record WatchResult(
    [property: Key("sequence")] long Sequence,
    [property: Key("cards")] IReadOnlyList<CardChanged>? Cards,
    [property: Key("changes")] IReadOnlyList<object>? Changes);

[MessagePackObject]
public sealed record Alert(
    [property: Key("rung")] string Rung, [property: Key("number")] string Number, [property: Key("dueAt")] string DueAt);

/// <summary>Tells boards that changes were skipped: they call Watch again.</summary>
[MessagePackObject]
public sealed record Behind([property: Key("sequence")] long Sequence);

/// <summary>Regular sign of life. Carries the newest pushed sequence and the time of the last deadline sweep.</summary>
[MessagePackObject]
public sealed record Pulse([property: Key("sequence")] long Sequence, [property: Key("lastSweepAt")] string? LastSweepAt);

/// <summary>Colleagues who have a ticket open.</summary>
[MessagePackObject]
public sealed record Presence([property: Key("number")] string Number, [property: Key("people")] IReadOnlyList<PresentColleague> People);

[MessagePackObject]
public sealed record PresentColleague(
    [property: Key("user")] string User, [property: Key("name")] string Name, [property: Key("typing")] bool Typing);

internal static class HubText
{
    public static string Timestamp(DateTimeOffset at) =>
        at.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFzzz", CultureInfo.InvariantCulture);
}
