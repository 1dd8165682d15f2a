using System.Buffers.Text;

namespace EcomCenter.Benchmarks;

/// <summary>The parts of an HTTP response that a benchmark counts: status and ticket number from the Location header.</summary>
internal readonly record struct RawResponse(int Status, long TicketNumber)
{
    /// <summary>Parses a response; returns null while it is incomplete.</summary>
    public static RawResponse? TryParse(ReadOnlySpan<byte> bytes)
    {
        var head = bytes.IndexOf("\r\n\r\n"u8);
        if (head < 0) return null;
        var body = bytes[(head + 4)..];
        var complete = FindHeader(bytes[..head], "Content-Length: "u8) is { Length: > 0 } length
            ? Utf8Parser.TryParse(length, out int expected, out _) && body.Length >= expected
            : body.EndsWith("0\r\n\r\n"u8);
        if (!complete) return null;
        return new((int)ParseDigits(bytes.Slice("HTTP/1.1 ".Length, 3)), ParseDigits(FindHeader(bytes[..head], "Location: "u8)));
    }

    /// <summary>Parses a ticket number, skipping its hyphens.</summary>
    public static long ParseDigits(ReadOnlySpan<byte> text)
    {
        var number = 0L;
        foreach (var character in text[(text.LastIndexOf((byte)'/') + 1)..])
            if (character is >= (byte)'0' and <= (byte)'9') number = (number * 10) + character - '0';
        return number;
    }

    private static ReadOnlySpan<byte> FindHeader(ReadOnlySpan<byte> head, ReadOnlySpan<byte> name)
    {
        var at = head.IndexOf(name);
        if (at < 0) return default;
        var value = head[(at + name.Length)..];
        var end = value.IndexOf((byte)'\r');
        return end < 0 ? value : value[..end];
    }
}
