using System.Globalization;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Tickets;
using EcomCenter.Texts;

namespace EcomCenter.Desk.Intake;

/// <summary>
/// Codes of six digits, printed on a slip or told on the phone. A resident who sends one in a chat gets the ticket's answers
/// there. A code works for one chat, for thirty days.
/// </summary>
public static class PickUpCodes
{
    private static readonly OneTimeCodes Codes = new(CodePurpose.PickUp, Length: 6, Lifetime: TimeSpan.FromDays(30));

    /// <summary>The code in two halves, as people dictate it.</summary>
    public static string Format(string code) => $"{code[..(code.Length / 2)]} {code[(code.Length / 2)..]}";

    public static async Task<string> GetOrCreateAsync(WriteUnit unit, Ticket ticket, CancellationToken cancellation) =>
        await FindUnusedAsync(unit.Db, ticket.Id, cancellation) ?? await Codes.CreateAsync(unit, FormatTarget(ticket.Id), cancellation);

    /// <summary>The code of a ticket that no chat has used yet.</summary>
    public static Task<string?> FindUnusedAsync(DeskDb db, long ticket, CancellationToken cancellation) =>
        Codes.FindUnusedAsync(db, FormatTarget(ticket), cancellation);

    /// <summary>Reads a code from typed text: digits of any script, with any separators. Null if the text is no code.</summary>
    public static string? Parse(string text) =>
        Digits.Extract(text) is var digits && digits.Length == Codes.Length && !text.Any(char.IsLetter) ? digits : null;

    public static Task<OneTimeCode?> FindAsync(WriteUnit unit, string code, CancellationToken cancellation) =>
        Codes.FindAsync(unit, code, cancellation);

    public static Task DeleteAsync(WriteUnit unit, long ticket, CancellationToken cancellation) =>
        Codes.DeleteAsync(unit, FormatTarget(ticket), cancellation);

    public static long GetTicketId(OneTimeCode code) => long.Parse(code.Target, CultureInfo.InvariantCulture);

    private static string FormatTarget(long ticket) => ticket.ToString(CultureInfo.InvariantCulture);
}
