using System.Net.Mail;

namespace EcomCenter.Desk.Texts;

/// <summary>Checks e-mail addresses.</summary>
public static class MailAddresses
{
    private const int MaxLength = 254;

    /// <summary>Returns true for one address, without a name.</summary>
    public static bool IsValid(string text) => text.Length <= MaxLength && !text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c))
        && MailAddress.TryCreate(text, out var address) && address.Address == text;
}
