using System.Buffers.Binary;

namespace EcomCenter.Benchmarks;

/// <summary>The MessagePack protocol. Each message is preceded by its length.</summary>
internal sealed class BoardMessagePackProtocol : BoardHubProtocol
{
    private const byte EmptyMap = 0x80, Nil = 0xC0;

    public override string Name => "MessagePack";

    public override bool IsText => false;

    // The handshake is JSON in both protocols.
    public override byte[] Handshake => [.. """{"protocol":"messagepack","version":1}"""u8, 0x1E];

    public override byte[] Ping => [2, 0x91, 6];

    public override byte[] WatchRequest(long? after)
    {
        byte[] number = after is { } known ? [0xD3, .. ToBigEndian(known)] : [Nil];
        byte[] message = [0x96, 1, EmptyMap, 0xA1, (byte)'1', 0xA5, .. "Watch"u8, 0x91, .. number, 0x90];
        return [(byte)message.Length, .. message];
    }

    public override int ReadMessage(ReadOnlySpan<byte> bytes, out ReadOnlySpan<byte> message)
    {
        message = default;
        var (length, at) = (0, 0);
        for (; at < bytes.Length && at < 5; at++)
        {
            length |= (bytes[at] & 0x7F) << (7 * at);
            if (bytes[at] >= 0x80) continue;
            if (bytes.Length - at - 1 < length) return 0;
            message = bytes.Slice(at + 1, length);
            return at + 1 + length;
        }

        return 0;
    }

    public override HubMessageKind GetKind(ReadOnlySpan<byte> message)
    {
        if (message.Length > 1 && message[1] == 3) return HubMessageKind.WatchReply;
        var start = message[..Math.Min(message.Length, 24)];
        return start.IndexOf("CardChanged"u8) >= 0 ? HubMessageKind.CardChanged : start.IndexOf("Behind"u8) >= 0 ? HubMessageKind.Behind
            : HubMessageKind.Other;
    }

    public override long ReadSequence(ReadOnlySpan<byte> message)
    {
        ReadOnlySpan<byte> marker = [0xA8, .. "sequence"u8];
        var at = message.IndexOf(marker);
        if (at < 0) return 0;
        var value = message[(at + marker.Length)..];
        return value[0] switch
        {
            < 0x80 => value[0],
            0xCC => value[1],
            0xCD => BinaryPrimitives.ReadUInt16BigEndian(value[1..]),
            0xCE => BinaryPrimitives.ReadUInt32BigEndian(value[1..]),
            0xCF or 0xD3 => BinaryPrimitives.ReadInt64BigEndian(value[1..]),
            _ => 0,
        };
    }

    private static byte[] ToBigEndian(long value)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, value);
        return bytes;
    }
}
