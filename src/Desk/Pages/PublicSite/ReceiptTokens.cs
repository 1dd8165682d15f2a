using System.Security.Cryptography;
using EcomCenter.Contracts;
using Microsoft.AspNetCore.DataProtection;

namespace EcomCenter.Desk.Pages.PublicSite;

/// <summary>
/// Creates and reads the token in a receipt's address. It is encrypted, so that nobody can guess another's, and valid for one day.
/// </summary>
public sealed class ReceiptTokens(IDataProtectionProvider protection)
{
    private readonly ITimeLimitedDataProtector _protector = protection.CreateProtector("receipt").ToTimeLimitedDataProtector();

    public string Create(TicketNumber number) => _protector.Protect(number.ToString(), TimeSpan.FromDays(1));

    public TicketNumber? Read(string token)
    {
        try
        {
            return TicketNumber.Read(_protector.Unprotect(token)).Number;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
