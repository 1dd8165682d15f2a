using System.Diagnostics.CodeAnalysis;
using System.Text;
using EcomCenter.Texts;
using Microsoft.AspNetCore.Identity;

namespace EcomCenter.Desk.Staff;

/// <summary>
/// Compares user names as the framework's own class does, which throws at some characters that anybody can type at sign-in.
/// </summary>
internal sealed class UserNameNormalizer : ILookupNormalizer
{
    [return: NotNullIfNotNull(nameof(name))]
    public string? NormalizeName(string? name) =>
        name is null ? null : NormalText.Normalize(name, NormalizationForm.FormC).ToUpperInvariant();

    [return: NotNullIfNotNull(nameof(email))]
    public string? NormalizeEmail(string? email) => NormalizeName(email);
}
