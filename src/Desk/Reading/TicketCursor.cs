using System.Buffers.Binary;
using System.Buffers.Text;

namespace EcomCenter.Desk.Reading;

/// <summary>
/// The end of a page of tickets: the sort order and the last ticket's position in it. Its text form is opaque and uses only
/// <c>[A-Za-z0-9_-]</c>.
/// </summary>
internal readonly record struct TicketCursor(TicketOrder Order, long Value, long Id)
{
    private const byte Version = 1;
    private const int Length = 18;

    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[Length];
        (bytes[0], bytes[1]) = (Version, (byte)Order);
        BinaryPrimitives.WriteInt64BigEndian(bytes[2..], Value);
        BinaryPrimitives.WriteInt64BigEndian(bytes[10..], Id);
        return Base64Url.EncodeToString(bytes);
    }

    public static TicketCursor? ParseOrNull(string text, TicketOrder order)
    {
        Span<byte> bytes = stackalloc byte[Length];
        if (text.Length != Base64Url.GetEncodedLength(Length)) return null;
        if (!Base64Url.TryDecodeFromChars(text, bytes, out var written) || written != Length) return null;
        if (bytes[0] != Version || bytes[1] != (byte)order) return null;
        return new(order, BinaryPrimitives.ReadInt64BigEndian(bytes[2..]), BinaryPrimitives.ReadInt64BigEndian(bytes[10..]));
    }
}
