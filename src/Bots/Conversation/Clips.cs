using EcomCenter.Contracts;

namespace EcomCenter.Bots.Conversation;

/// <summary>
/// The recorded words of the centre: <c>zh-Hans/number-7.mp3</c> and so on in the folder of <c>Bots:Clips</c>. They are MP3 files of one kind (e.g. mono,
/// 44.1 kHz, 64 kbit/s), so that their frames can follow one another in one file without a program that mixes them.
/// </summary>
public sealed class Clips
{
    private const int Id3Header = 10, Id3Trailer = 128;

    private readonly Dictionary<(Language, string), string> _files = [];

    public Clips(string folder)
    {
        foreach (var language in folder.Length == 0 ? [] : LanguageTag.All)
            foreach (var name in SpokenReceipt.All)
                if (Path.Combine(folder, LanguageTag.Of(language), name + ".mp3") is var file && File.Exists(file)) _files[(language, name)] = file;
    }

    public static Clips None { get; } = new("");

    /// <summary>All of them or none: a receipt with gaps would tell a wrong number.</summary>
    public bool Has(Language language, IReadOnlyList<string> names) => names.Count > 0 && names.All(name => _files.ContainsKey((language, name)));

    /// <summary>The clips one after the other as one MP3 file; null when one is missing.</summary>
    public Stream? Open(Language language, IReadOnlyList<string> names)
    {
        if (!Has(language, names)) return null;
        var spoken = new MemoryStream();
        foreach (var name in names) spoken.Write(Frames(File.ReadAllBytes(_files[(language, name)])));
        spoken.Position = 0;
        return spoken;
    }

    // Without the tags before and behind the sound. Their size is written in four bytes of seven bits.
    private static ReadOnlySpan<byte> Frames(ReadOnlySpan<byte> file)
    {
        if (file.Length > Id3Header && file.StartsWith("ID3"u8))
            file = file[Math.Min(file.Length, Id3Header + ((file[6] & 0x7F) << 21) + ((file[7] & 0x7F) << 14) + ((file[8] & 0x7F) << 7) + (file[9] & 0x7F))..];
        return file.Length > Id3Trailer && file[^Id3Trailer..].StartsWith("TAG"u8) ? file[..^Id3Trailer] : file;
    }
}
