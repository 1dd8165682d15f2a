using System.Buffers.Text;
using System.Text;

namespace EcomCenter.Benchmarks;

internal enum HubMessageKind { Other, CardChanged, Behind, WatchReply }

/// <summary>The part of a SignalR protocol that the board benchmark needs: message boundaries, kind and sequence.</summary>
internal abstract class BoardHubProtocol
{
    public abstract string Name { get; }

    public abstract bool IsText { get; }

    public abstract byte[] Handshake { get; }

    public abstract byte[] Ping { get; }

    public abstract byte[] WatchRequest(long? after);

    /// <summary>Reads the first message and returns its length including the frame; 0 while it is incomplete.</summary>
    public abstract int ReadMessage(ReadOnlySpan<byte> bytes, out ReadOnlySpan<byte> message);

    public abstract HubMessageKind GetKind(ReadOnlySpan<byte> message);

    public abstract long ReadSequence(ReadOnlySpan<byte> message);
}

internal sealed class BoardJsonProtocol : BoardHubProtocol
{
    private const byte Separator = 0x1E;

    public override string Name => "JSON";

    public override bool IsText => true;

    public override byte[] Handshake => [.. """{"protocol":"json","version":1}"""u8, Separator];

    public override byte[] Ping => [.. """{"type":6}"""u8, Separator];

    public override byte[] WatchRequest(long? after)
    {
        var json = $$"""{"type":1,"invocationId":"1","target":"Watch","arguments":[{{after?.ToString() ?? "null"}}]}""";
        return [.. Encoding.ASCII.GetBytes(json), Separator];
    }

    public override int ReadMessage(ReadOnlySpan<byte> bytes, out ReadOnlySpan<byte> message)
    {
        var end = bytes.IndexOf(Separator);
        message = end < 0 ? default : bytes[..end];
        return end + 1;
    }

    public override HubMessageKind GetKind(ReadOnlySpan<byte> message)
    {
        if (message.StartsWith("""{"type":3"""u8)) return HubMessageKind.WatchReply;
        var start = message[..Math.Min(message.Length, 48)];
        return start.IndexOf("\"CardChanged\""u8) >= 0 ? HubMessageKind.CardChanged : start.IndexOf("\"Behind\""u8) >= 0
            ? HubMessageKind.Behind : HubMessageKind.Other;
    }

    public override long ReadSequence(ReadOnlySpan<byte> message)
    {
        var marker = "\"sequence\":"u8;
        var at = message.IndexOf(marker);
        return at >= 0 && Utf8Parser.TryParse(message[(at + marker.Length)..], out long sequence, out _) ? sequence : 0;
    }
}
