using System.Text;
using System.Xml;
using EcomCenter.Texts;

namespace EcomCenter.Bots.Channels.WeChat;

/// <summary>WeChat's messages are one element with fields in it. Read without anything that XML can be made to do: no DTD, no entity, nothing from outside.</summary>
internal static class WeChatXml
{
    public const int Longest = 64 * 1024;

    private const int Deepest = 8;

    private static readonly XmlReaderSettings Careful = new()
    {
        DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = Longest, IgnoreComments = true, IgnoreProcessingInstructions = true,
    };

    /// <summary>The fields by name; what is nested deeper is left out. Null for what is no such message.</summary>
    public static IReadOnlyDictionary<string, string>? Read(string xml)
    {
        try
        {
            using var reader = XmlReader.Create(new StringReader(Tame(xml)), Careful);
            return Read(reader);
        }
        catch (XmlException)
        {
            return null;
        }
    }

    // People's phones send what XML has no place for; nobody is refused for it.
    private static string Tame(string xml) => string.Create(xml.Length, CleanText.Of(xml), static (tame, wild) =>
    {
        for (var i = 0; i < tame.Length; i++) tame[i] = XmlConvert.IsXmlChar(wild[i]) || char.IsSurrogate(wild[i]) ? wild[i] : '\uFFFD';
    });

    private static Dictionary<string, string>? Read(XmlReader reader)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        var (name, text) = ("", new StringBuilder());
        while (reader.Read())
        {
            switch (reader.NodeType, reader.Depth)
            {
                case (_, > Deepest): return null;
                case (XmlNodeType.Element, 1): (name, text) = (reader.LocalName, text.Clear()); break;
                case (XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace, 2): text.Append(reader.Value); break;
                case (XmlNodeType.EndElement, 1): fields.TryAdd(name, text.ToString()); break;
            }
        }

        return fields;
    }
}
