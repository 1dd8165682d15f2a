using System.Text;
using EcomCenter.Contracts;

namespace EcomCenter.Desk.Files;

/// <summary>
/// The type of a file. <paramref name="CanShowInline"/> is true when a browser may show or play it in a page; all other files are only
/// downloaded.
/// </summary>
public sealed record FileType(string MimeType, string Extension, FileKind Kind, bool CanShowInline = false)
{
    /// <summary>The type of a file that no detector recognised: it is stored and offered as a download.</summary>
    public static FileType Unknown { get; } = new("application/octet-stream", ".bin", FileKind.Document);
}

/// <summary>
/// Detects the type of a file from its first bytes. Its name and the type that a browser or a channel claims are ignored: a sender can
/// forge both.
/// </summary>
public static class FileTypeDetector
{
    /// <summary>The number of bytes at the beginning of a file that detection reads; fewer are enough when the file is shorter.</summary>
    public const int HeaderBytes = 64 * 1024;

    private static readonly FileType
        OggAudio = new("audio/ogg", ".ogg", FileKind.Voice, true), OggVideo = new("video/ogg", ".ogv", FileKind.Video, true),
        WebmAudio = new("audio/webm", ".webm", FileKind.Voice, true), WebmVideo = new("video/webm", ".webm", FileKind.Video, true),
        Mp4Audio = new("audio/mp4", ".m4a", FileKind.Voice, true), Mp4Video = new("video/mp4", ".mp4", FileKind.Video, true),
        Mp3 = new("audio/mpeg", ".mp3", FileKind.Voice, true), Aac = new("audio/aac", ".aac", FileKind.Voice, true),
        Wav = new("audio/wav", ".wav", FileKind.Voice, true),
        Webp = new("image/webp", ".webp", FileKind.Photo, true), Avif = new("image/avif", ".avif", FileKind.Photo, true),
        Heic = new("image/heic", ".heic", FileKind.Photo),
        Gif = new("image/gif", ".gif", FileKind.Photo, true), Tiff = new("image/tiff", ".tif", FileKind.Photo),
        Mkv = new("video/x-matroska", ".mkv", FileKind.Video), Mov = new("video/quicktime", ".mov", FileKind.Video),
        Avi = new("video/x-msvideo", ".avi", FileKind.Video),
        Text = new("text/plain", ".txt", FileKind.Document), Zip = new("application/zip", ".zip", FileKind.Document);

    private static readonly (byte[] Start, FileType Type)[] BySignature =
    [
        ([0xFF, 0xD8, 0xFF], new("image/jpeg", ".jpg", FileKind.Photo, true)),
        ([0x89, .. "PNG\r\n"u8, 0x1A, (byte)'\n'], new("image/png", ".png", FileKind.Photo, true)),
        ([.. "GIF87a"u8], Gif),
        ([.. "GIF89a"u8], Gif),
        ([.. "II*\0"u8], Tiff),
        ([.. "MM\0*"u8], Tiff),
        ([.. "#!AMR"u8], new("audio/amr", ".amr", FileKind.Voice)),
        ([.. "ID3"u8], Mp3),
        ([.. "%PDF-"u8], new("application/pdf", ".pdf", FileKind.Document)),
        ([.. "{\\rtf"u8], new("application/rtf", ".rtf", FileKind.Document)),
        // The formats of Word and Excel before 2007.
        ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], new("application/vnd.ms-office", ".doc", FileKind.Document)),
        ([.. "Rar!"u8, 0x1A, 0x07], new("application/vnd.rar", ".rar", FileKind.Document)),
        ([.. "7z"u8, 0xBC, 0xAF, 0x27, 0x1C], new("application/x-7z-compressed", ".7z", FileKind.Document)),
    ];

    private static readonly (byte[] Folder, FileType Type)[] OfficeFormats =
    [
        ([.. "word/"u8], new("application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx", FileKind.Document)),
        ([.. "ppt/"u8], new("application/vnd.openxmlformats-officedocument.presentationml.presentation", ".pptx", FileKind.Document)),
        ([.. "xl/"u8], new("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xlsx", FileKind.Document)),
    ];

    private static readonly Dictionary<string, FileType> ByMimeType = BySignature.Select(
        p => p.Type).Concat(OfficeFormats.Select(o => o.Type))
        .Concat([OggAudio, OggVideo, WebmAudio, WebmVideo, Mp4Audio, Mp4Video, Mp3, Aac, Wav, Webp, Avif, Heic, Mkv, Mov, Avi, Text, Zip])
        .DistinctBy(type => type.MimeType).ToDictionary(type => type.MimeType);

    /// <summary>Returns the type with the MIME type that was stored with a file.</summary>
    public static FileType FromMimeType(string? mimeType) =>
        mimeType is null ? FileType.Unknown : ByMimeType.GetValueOrDefault(mimeType, FileType.Unknown);

    /// <summary>
    /// Detects the type. Returns null for any other content, e.g. a program. HTML and SVG, which could run scripts, count as plain
    /// text.
    /// </summary>
    public static FileType? Detect(ReadOnlySpan<byte> header)
    {
        foreach (var (start, type) in BySignature)
            if (header.StartsWith(start)) return type;
        return DetectRiff(header) ?? DetectOgg(header) ?? DetectMatroska(header) ?? DetectIsoMedia(header) ?? DetectAudioFrames(header)
            ?? DetectZip(header) ?? (IsText(header) ? Text : null);
    }

    private static FileType? DetectRiff(ReadOnlySpan<byte> header)
    {
        if (!header.StartsWith("RIFF"u8) || header.Length < 12) return null;
        return Encoding.Latin1.GetString(header[8..12]) switch
        {
            "WEBP" => Webp,
            "WAVE" => Wav,
            "AVI " => Avi,
            _ => null,
        };
    }

    private static FileType? DetectOgg(ReadOnlySpan<byte> header)
    {
        if (!header.StartsWith("OggS"u8)) return null;
        return header.IndexOf("theora"u8) >= 0 ? OggVideo : OggAudio;
    }

    // A WebM file without a video codec is an audio recording.
    private static FileType? DetectMatroska(ReadOnlySpan<byte> header)
    {
        if (!header.StartsWith((ReadOnlySpan<byte>)[0x1A, 0x45, 0xDF, 0xA3])) return null;
        if (header.IndexOf("webm"u8) is < 0 or > 64) return Mkv;
        var hasVideo = header.IndexOf("V_VP"u8) >= 0 || header.IndexOf("V_AV1"u8) >= 0 || header.IndexOf("V_MPEG"u8) >= 0;
        return !hasVideo && (header.IndexOf("A_OPUS"u8) >= 0 || header.IndexOf("A_VORBIS"u8) >= 0) ? WebmAudio : WebmVideo;
    }

    private static FileType? DetectIsoMedia(ReadOnlySpan<byte> header)
    {
        if (header.Length < 12 || !header[4..8].SequenceEqual("ftyp"u8)) return null;
        return Encoding.Latin1.GetString(header[8..12]) switch
        {
            "heic" or "heix" or "heim" or "heis" or "hevc" or "mif1" or "msf1" => Heic,
            "avif" => Avif,
            "M4A " or "M4B " => Mp4Audio,
            "qt  " => Mov,
            _ => header.IndexOf("soun"u8) >= 0 && header.IndexOf("vide"u8) < 0 ? Mp4Audio : Mp4Video,
        };
    }

    /// <summary>Detects audio without a container: frames from the first byte on, MPEG layer III or ADTS.</summary>
    private static FileType? DetectAudioFrames(ReadOnlySpan<byte> header)
    {
        if (header.Length < 4 || header[0] != 0xFF) return null;
        if ((header[1] & 0xF6) == 0xF0) return Aac;
        var isMp3 = (header[1] & 0xE6) == 0xE2 && (header[2] & 0xF0) is not (0 or 0xF0) && (header[2] & 0x0C) != 0x0C;
        return isMp3 ? Mp3 : null;
    }

    private static FileType? DetectZip(ReadOnlySpan<byte> header)
    {
        if (!header.StartsWith("PK\u0003\u0004"u8) && !header.StartsWith("PK\u0005\u0006"u8)) return null;
        if (header.IndexOf("[Content_Types].xml"u8) < 0 && header.IndexOf("docProps/"u8) < 0) return Zip;
        foreach (var (folder, type) in OfficeFormats)
            if (header.IndexOf(folder) >= 0) return type;
        return Zip;
    }

    /// <summary>
    /// Detects text in any script, in UTF-8 or a legacy encoding: no control characters except those that text files use.
    /// </summary>
    private static bool IsText(ReadOnlySpan<byte> header)
    {
        if (header.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || header.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF])) return true;
        foreach (var b in header)
            if (b < 0x20 ? b is not ((byte)'\t' or (byte)'\n' or (byte)'\r' or 0x0C or 0x1B) : b == 0x7F) return false;
        return header.Length > 0;
    }
}
