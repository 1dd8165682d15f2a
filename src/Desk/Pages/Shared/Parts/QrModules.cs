using System.Globalization;
using System.Text;
using QRCoder;

namespace EcomCenter.Desk.Pages.Shared.Parts;

/// <summary>A QR code as an SVG path: one unit per module, quiet zone included, one rectangle per run of dark modules.</summary>
public sealed record QrModules(int Size, string Path)
{
    /// <summary>Encodes the text at level M, which tolerates 15 % damage (folds, stains).</summary>
    public static QrModules Encode(string text)
    {
        using var code = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var path = new StringBuilder();
        for (var y = 0; y < code.ModuleMatrix.Count; y++)
        {
            var row = code.ModuleMatrix[y];
            for (var x = 0; x < row.Length; x++)
            {
                var from = x;
                while (x < row.Length && row[x]) x++;
                if (x > from) path.Append(CultureInfo.InvariantCulture, $"M{from} {y}h{x - from}v1H{from}z");
            }
        }

        return new(code.ModuleMatrix.Count, path.ToString());
    }
}
