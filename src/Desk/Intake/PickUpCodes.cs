using System.Globalization;
using System.Security.Cryptography;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Tickets;
using EcomCenter.Texts;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Intake;

/// <summary>
/// Codes of six digits, printed on a slip or told on the phone. A resident who sends one in a chat gets the ticket's answers
/// there. A code works for one chat, for thirty days.
/// </summary>
public static class PickUpCodes
{
    public const int Length = 6;

    public static TimeSpan Lifetime { get; } = TimeSpan.FromDays(30);

    /// <summary>The code in two halves, as people dictate it.</summary>
    public static string Format(string code) => $"{code[..(Length / 2)]} {code[(Length / 2)..]}";

    public static async Task<string> GetOrCreateAsync(WriteUnit unit, Ticket ticket, CancellationToken cancellation)
    {
        if (await FindUnusedAsync(unit.Db, ticket.Id, cancellation) is { } known) return known;
        string code;
        do code = RandomNumberGenerator.GetInt32(100_000, 1_000_000).ToString(CultureInfo.InvariantCulture);
        while (await unit.Db.OneTimeCodes.AnyAsync(c => c.Code == code && c.Purpose == CodePurpose.PickUp, cancellation));
        unit.Add(new OneTimeCode
        {
            Purpose = CodePurpose.PickUp, Code = code, Target = FormatTarget(ticket.Id), CreatedAt = unit.Now,
            ExpiresAt = unit.Now + Lifetime,
        });
        return code;
    }

    /// <summary>The code of a ticket that no chat has used yet.</summary>
    public static Task<string?> FindUnusedAsync(DeskDb db, long ticket, CancellationToken cancellation)
    {
        var target = FormatTarget(ticket);
        return db.OneTimeCodes.Where(c => c.Target == target && c.Purpose == CodePurpose.PickUp && c.UsedAt == null)
            .Select(c => c.Code).FirstOrDefaultAsync(cancellation);
    }

    /// <summary>Reads a code from typed text: digits of any script, with any separators. Null if the text is no code.</summary>
    public static string? Parse(string text)
    {
        var digits = Digits.Extract(text);
        return digits.Length == Length && !text.Any(char.IsLetter) ? digits : null;
    }

    public static async Task<OneTimeCode?> FindAsync(WriteUnit unit, string code, CancellationToken cancellation) =>
        await unit.Db.OneTimeCodes.FirstOrDefaultAsync(
            c => c.Code == code && c.Purpose == CodePurpose.PickUp && c.ExpiresAt > unit.Now, cancellation);

    public static long GetTicketId(OneTimeCode code) => long.Parse(code.Target, CultureInfo.InvariantCulture);

    private static string FormatTarget(long ticket) => ticket.ToString(CultureInfo.InvariantCulture);
}
