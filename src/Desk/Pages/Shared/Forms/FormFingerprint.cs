using System.Security.Cryptography;
using System.Text;

namespace EcomCenter.Desk.Pages.Shared.Forms;

/// <summary>
/// The fingerprint of the stored texts that a form showed. The form sends it back as <c>seen</c>: another one means that somebody else
/// changed them meanwhile.
/// </summary>
internal static class FormFingerprint
{
    public static string Compute(IEnumerable<string> texts) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', texts))))[..16];
}
