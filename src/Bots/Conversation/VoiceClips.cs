using EcomCenter.Contracts;

namespace EcomCenter.Bots.Conversation;

/// <summary>
/// The recorded voice clips of the centre, e.g. <c>zh-Hans/number-7.mp3</c> in the folder <c>Bots:Clips</c>. All are MP3 files of
/// one format (e.g. mono, 44.1 kHz, 64 kbit/s), so that their frames can be joined without re-encoding.
/// </summary>
public sealed class VoiceClips
{
    private const int Id3v2HeaderLength = 10, Id3v1TagLength = 128;

    private readonly Dictionary<(Language, string), string> _files = [];

    public VoiceClips(string folder)
    {
        if (folder.Length == 0) return;
        foreach (var language in LanguageTag.All)
            foreach (var name in SpokenReceipt.AllClips)
            {
                var file = Path.Combine(folder, LanguageTag.From(language), name + ".mp3");
                if (File.Exists(file)) _files[(language, name)] = file;
            }
    }

    public static VoiceClips None { get; } = new("");

    /// <summary>True only if all clips exist, because a receipt with gaps would tell a wrong number.</summary>
    public bool HasAll(Language language, IReadOnlyList<string> names) =>
        names.Count > 0 && names.All(name => _files.ContainsKey((language, name)));

    /// <summary>Joins the clips into one MP3 stream. Null if one is missing.</summary>
    public Stream? OpenJoined(Language language, IReadOnlyList<string> names)
    {
        if (!HasAll(language, names)) return null;
        var joined = new MemoryStream();
        foreach (var name in names) joined.Write(StripTags(File.ReadAllBytes(_files[(language, name)])));
        joined.Position = 0;
        return joined;
    }

    // Removes the ID3v2 tag at the start and the ID3v1 tag at the end, because bytes between the frames of two clips are not audio.
    private static ReadOnlySpan<byte> StripTags(ReadOnlySpan<byte> mp3)
    {
        if (mp3.Length > Id3v2HeaderLength && mp3.StartsWith("ID3"u8))
        {
            var tagLength = Id3v2HeaderLength + ReadSyncsafeInt(mp3[6..10]);
            mp3 = mp3[Math.Min(mp3.Length, tagLength)..];
        }

        var hasId3v1Tag = mp3.Length > Id3v1TagLength && mp3[^Id3v1TagLength..].StartsWith("TAG"u8);
        return hasId3v1Tag ? mp3[..^Id3v1TagLength] : mp3;
    }

    // ID3v2 stores a size as four bytes of seven bits each.
    private static int ReadSyncsafeInt(ReadOnlySpan<byte> bytes) =>
        ((bytes[0] & 0x7F) << 21) + ((bytes[1] & 0x7F) << 14) + ((bytes[2] & 0x7F) << 7) + (bytes[3] & 0x7F);
}
