using System.Buffers.Text;

namespace EcomCenter.Benchmarks;

/// <summary>Of an HTTP answer only what is counted: its status and the ticket's digits from its Location.</summary>
internal readonly record struct RawAnswer(int Status, long Number)
{
    /// <summary>Null while the answer is not whole yet.</summary>
    public static RawAnswer? TryRead(ReadOnlySpan<byte> bytes)
    {
        var head = bytes.IndexOf("\r\n\r\n"u8);
        if (head < 0) return null;
        var body = bytes[(head + 4)..];
        var whole = Header(bytes[..head], "Content-Length: "u8) is { Length: > 0 } length
            ? Utf8Parser.TryParse(length, out int wanted, out _) && body.Length >= wanted
            : body.EndsWith("0\r\n\r\n"u8);
        if (!whole) return null;
        return new((int)Digits(bytes.Slice("HTTP/1.1 ".Length, 3)), Digits(Header(bytes[..head], "Location: "u8)));
    }

    /// <summary>A ticket's number without its hyphens.</summary>
    public static long Digits(ReadOnlySpan<byte> location)
    {
        var number = 0L;
        foreach (var letter in location[(location.LastIndexOf((byte)'/') + 1)..])
            if (letter is >= (byte)'0' and <= (byte)'9') number = (number * 10) + letter - '0';
        return number;
    }

    private static ReadOnlySpan<byte> Header(ReadOnlySpan<byte> head, ReadOnlySpan<byte> name)
    {
        var at = head.IndexOf(name);
        if (at < 0) return default;
        var value = head[(at + name.Length)..];
        var end = value.IndexOf((byte)'\r');
        return end < 0 ? value : value[..end];
    }
}
