using System.Buffers.Text;

namespace EcomCenter.Benchmarks;

internal enum Heard { Other, Card, Behind, Watched }

/// <summary>The part of a SignalR protocol that the board benchmark needs: message boundaries, kind and sequence.</summary>
internal abstract class HubSpeech
{
    public abstract string Name { get; }

    public abstract bool IsText { get; }

    public abstract byte[] Hello { get; }

    public abstract byte[] Ping { get; }

    public abstract byte[] Watch(long? after);

    /// <summary>Reads the first message and returns its length including the frame; 0 while it is incomplete.</summary>
    public abstract int Next(ReadOnlySpan<byte> bytes, out ReadOnlySpan<byte> message);

    public abstract Heard Kind(ReadOnlySpan<byte> message);

    public abstract long Sequence(ReadOnlySpan<byte> message);
}

internal sealed class JsonSpeech : HubSpeech
{
    private const byte End = 0x1E;

    public override string Name => "JSON";

    public override bool IsText => true;

    public override byte[] Hello => [.. """{"protocol":"json","version":1}"""u8, End];

    public override byte[] Ping => [.. """{"type":6}"""u8, End];

    public override byte[] Watch(long? after)
    {
        var json = $$"""{"type":1,"invocationId":"1","target":"Watch","arguments":[{{after?.ToString() ?? "null"}}]}""";
        return [.. System.Text.Encoding.ASCII.GetBytes(json), End];
    }

    public override int Next(ReadOnlySpan<byte> bytes, out ReadOnlySpan<byte> message)
    {
        var end = bytes.IndexOf(End);
        message = end < 0 ? default : bytes[..end];
        return end + 1;
    }

    public override Heard Kind(ReadOnlySpan<byte> message)
    {
        if (message.StartsWith("""{"type":3"""u8)) return Heard.Watched;
        var start = message[..Math.Min(message.Length, 48)];
        return start.IndexOf("\"CardChanged\""u8) >= 0 ? Heard.Card : start.IndexOf("\"Behind\""u8) >= 0 ? Heard.Behind : Heard.Other;
    }

    public override long Sequence(ReadOnlySpan<byte> message)
    {
        var marker = "\"sequence\":"u8;
        var at = message.IndexOf(marker);
        return at >= 0 && Utf8Parser.TryParse(message[(at + marker.Length)..], out long sequence, out _) ? sequence : 0;
    }
}
