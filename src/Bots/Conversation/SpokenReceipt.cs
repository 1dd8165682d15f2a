using System.Globalization;
using EcomCenter.Contracts;

namespace EcomCenter.Bots.Conversation;

/// <summary>
/// The clips that make up a spoken receipt: the number digit by digit, then weekday, hour and minute of the due time. Clip names
/// are the same in every language; docs/spoken-phrases.md lists the phrases to record.
/// </summary>
public static class SpokenReceipt
{
    public const string Received = "received", Dash = "dash", Before = "answer-before", Clock = "clock", Hour = "hour", Minute = "minute";

    /// <summary>Names of all clips that a receipt can contain.</summary>
    public static IReadOnlyList<string> AllClips { get; } =
    [
        Received, Dash, Before, .. Enumerable.Range(0, 7).Select(day => Weekday((DayOfWeek)day)),
        Clock, Hour, Minute, .. Enumerable.Range(0, 60).Select(Number),
    ];

    public static IReadOnlyList<string> ClipsFor(IntakeReceipt receipt, DateTimeOffset localDueAt) => ClipsFor(receipt.Number, localDueAt);

    /// <param name="localDueAt">The due time in the centre's time zone.</param>
    public static IReadOnlyList<string> ClipsFor(TicketNumber number, DateTimeOffset localDueAt) =>
    [
        Received, .. number.ToString().Select(c => c == '-' ? Dash : Number(c - '0')),
        Before, Weekday(localDueAt.DayOfWeek), Clock, Number(localDueAt.Hour), Hour,
        .. localDueAt.Minute == 0 ? [] : new[] { Number(localDueAt.Minute), Minute },
    ];

    private static string Weekday(DayOfWeek day) => string.Create(CultureInfo.InvariantCulture, $"weekday-{(int)day}");

    private static string Number(int number) => string.Create(CultureInfo.InvariantCulture, $"number-{number}");
}
