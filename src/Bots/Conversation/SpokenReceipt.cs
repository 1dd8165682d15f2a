using System.Globalization;
using EcomCenter.Contracts;

namespace EcomCenter.Bots.Conversation;

/// <summary>
/// A receipt as a row of recorded clips: your number, digit by digit; answered before this weekday, this hour, this minute, Beijing time. The names are the
/// same in every language; what is said in them stands in docs/spoken-phrases.md.
/// </summary>
public static class SpokenReceipt
{
    public const string Received = "received", Dash = "dash", Before = "answer-before", Clock = "clock", Hour = "hour", Minute = "minute";

    /// <summary>Every clip that a receipt may need.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        Received, Dash, Before, .. Enumerable.Range(0, 7).Select(day => Weekday((DayOfWeek)day)), Clock, Hour, Minute, .. Enumerable.Range(0, 60).Select(Number),
    ];

    /// <param name="due">As the clock on the wall of the centre shows it.</param>
    public static IReadOnlyList<string> Of(IntakeReceipt receipt, DateTimeOffset due) =>
    [
        Received, .. receipt.Number.ToString().Select(c => c == '-' ? Dash : Number(c - '0')),
        Before, Weekday(due.DayOfWeek), Clock, Number(due.Hour), Hour, .. due.Minute == 0 ? [] : new[] { Number(due.Minute), Minute },
    ];

    private static string Weekday(DayOfWeek day) => string.Create(CultureInfo.InvariantCulture, $"weekday-{(int)day}");

    private static string Number(int number) => string.Create(CultureInfo.InvariantCulture, $"number-{number}");
}
