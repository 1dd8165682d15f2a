using System.Text;
using System.Xml;
using EcomCenter.Texts;

namespace EcomCenter.Bots.Channels.Tencent;

/// <summary>
/// Reads the XML that Tencent's servers deliver: one element with fields in it. DTDs, entities and external references are refused, as the
/// text comes from outside.
/// </summary>
internal static class CallbackXml
{
    public const int MaxLength = 64 * 1024;

    private const int MaxDepth = 8;

    private static readonly XmlReaderSettings SafeSettings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = MaxLength, IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    /// <summary>Returns the fields by name, without deeper elements, or null if the text is not such a message.</summary>
    public static IReadOnlyDictionary<string, string>? ReadFields(string xml)
    {
        try
        {
            using var reader = XmlReader.Create(new StringReader(ReplaceInvalidCharacters(xml)), SafeSettings);
            return ReadFields(reader);
        }
        catch (XmlException)
        {
            return null;
        }
    }

    // Phones send characters that XML does not allow. They are replaced, so that no message is lost because of them.
    private static string ReplaceInvalidCharacters(string xml) =>
        string.Create(xml.Length, CleanText.ReplaceInvalid(xml), static (valid, source) =>
    {
        for (var i = 0; i < valid.Length; i++) valid[i] = XmlConvert.IsXmlChar(source[i]) || char.IsSurrogate(source[i])
            ? source[i] : '\uFFFD';
    });

    private static Dictionary<string, string>? ReadFields(XmlReader reader)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        var (name, text) = ("", new StringBuilder());
        while (reader.Read())
        {
            switch (reader.NodeType, reader.Depth)
            {
                case (_, > MaxDepth): return null;
                case (XmlNodeType.Element, 1): (name, text) = (reader.LocalName, text.Clear()); break;
                case (XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace, 2):
                    text.Append(reader.Value);
                    break;
                case (XmlNodeType.EndElement, 1): fields.TryAdd(name, text.ToString()); break;
            }
        }

        return fields;
    }
}
