using System.Globalization;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Database;

/// <summary>
/// The codes of one purpose, which people read out and type. A code is unique within its purpose and does not begin with a zero, because
/// people leave that out.
/// </summary>
public sealed record OneTimeCodes(CodePurpose Purpose, int Length, TimeSpan Lifetime)
{
    public async Task<string> CreateAsync(WriteUnit unit, string target, CancellationToken cancellation = default)
    {
        string code;
        do code = GenerateCode();
        while (await unit.Db.OneTimeCodes.AnyAsync(c => c.Code == code && c.Purpose == Purpose, cancellation));
        unit.Add(new OneTimeCode
        {
            Purpose = Purpose, Code = code, Target = target, CreatedAt = unit.Now, ExpiresAt = unit.Now + Lifetime,
        });
        return code;
    }

    /// <summary>Creates a code and deletes the older ones of the target, and all that have expired.</summary>
    public async Task<string> ReplaceAsync(WriteUnit unit, string target, CancellationToken cancellation = default)
    {
        var others = unit.Db.OneTimeCodes.Where(c => c.Purpose == Purpose);
        await others.Where(c => c.Target == target || (!unit.IsClockDoubted && c.ExpiresAt < unit.Now)).ExecuteDeleteAsync(cancellation);
        return await CreateAsync(unit, target, cancellation);
    }

    /// <summary>Finds a code that has not expired, used or not. No code expires while the clock is doubted.</summary>
    public Task<OneTimeCode?> FindAsync(WriteUnit unit, string code, CancellationToken cancellation = default) =>
        unit.Db.OneTimeCodes.FirstOrDefaultAsync(c => c.Code == code && c.Purpose == Purpose
            && (unit.IsClockDoubted || c.ExpiresAt > unit.Now), cancellation);

    public Task<string?> FindUnusedAsync(DeskDb db, string target, CancellationToken cancellation) =>
        db.OneTimeCodes.Where(c => c.Target == target && c.Purpose == Purpose && c.UsedAt == null)
            .Select(c => c.Code).FirstOrDefaultAsync(cancellation);

    public Task DeleteAsync(WriteUnit unit, string target, CancellationToken cancellation) =>
        unit.Db.OneTimeCodes.Where(c => c.Target == target && c.Purpose == Purpose).ExecuteDeleteAsync(cancellation);

    private string GenerateCode()
    {
        var lowest = (int)Math.Pow(10, Length - 1);
        return RandomNumberGenerator.GetInt32(lowest, lowest * 10).ToString(CultureInfo.InvariantCulture);
    }
}
