using System.Security.Cryptography;
using EcomCenter.Contracts;
using Microsoft.AspNetCore.DataProtection;

namespace EcomCenter.Desk.Pages.PublicSite;

/// <summary>
/// Creates and reads the token by which the shown page of a ticket may send words for it. So the page does not hold the tracking code, and
/// sending is no try that counts. Valid for one day.
/// </summary>
public sealed class TrackedTicketTokens(IDataProtectionProvider protection)
{
    private readonly ITimeLimitedDataProtector _protector = protection.CreateProtector("tracked").ToTimeLimitedDataProtector();

    public string Create(TicketNumber number) => _protector.Protect(number.ToString(), TimeSpan.FromDays(1));

    /// <summary>Returns null for a token that is missing, forged or too old.</summary>
    public TicketNumber? Read(string? token)
    {
        try
        {
            return token is null ? null : TicketNumber.Read(_protector.Unprotect(token)).Number;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
