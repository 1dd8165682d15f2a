using EcomCenter.Desk.Database;
using EcomCenter.Desk.Texts;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Staff;

/// <summary>Creates and revokes API keys. A name is a service identity in the audit events, so it is never reused.</summary>
public sealed class ApiKeyStore(DeskDb db, SecurityLog log, TimeProvider time)
{
    private const int MaxRate = 1_000_000;

    /// <summary>Creates a key. Returns its text, which is not stored, or the faults.</summary>
    public async Task<(string? Key, IReadOnlyList<FieldFault> Faults)> CreateAsync(string name, KeyScope scope, SecurityOrigin by,
        int? ratePerMinute = null)
    {
        var faults = new List<FieldFault>();
        StaffRules.CheckName(faults, "name", name);
        if (faults.Count == 0 && await db.ApiKeys.AnyAsync(k => k.Name == name)) faults.Add(new("name", "keyTaken"));
        if (ratePerMinute is < 1 or > MaxRate) faults.Add(new("rate", "rangeOfNumber", ("least", 1), ("most", MaxRate)));
        if (faults.Count > 0) return (null, faults);
        var key = ApiKeyGenerator.Create(name, scope, time.Now(), ratePerMinute);
        db.ApiKeys.Add(key.Row);
        await db.SaveChangesAsync();
        await log.RecordAsync(SecurityEventKind.KeyCreated, by, name);
        return (key.Text, []);
    }

    public async Task<IReadOnlyList<FieldFault>> RevokeAsync(string name, SecurityOrigin by)
    {
        if (await db.ApiKeys.FirstOrDefaultAsync(k => k.Name == name && k.RevokedAt == null) is not { } key) return [new("name", "noKey")];
        key.RevokedAt = time.Now();
        await db.SaveChangesAsync();
        await log.RecordAsync(SecurityEventKind.KeyRevoked, by, name);
        return [];
    }
}
