using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Database.Disks;

/// <summary>
/// Counts the bytes on disk of uploads that are not accepted yet, for each address and for all. Without a limit, a few slow connections
/// could fill the disk with files that nobody has agreed to keep.
/// </summary>
public sealed class UploadsInFlight(IOptions<DiskOptions> options)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, long> _bytes = [];
    private long _total;

    /// <summary>Returns false, and counts nothing, if the address or all together would have too many.</summary>
    public bool TryAdd(string address, long bytes)
    {
        lock (_gate)
        {
            var own = _bytes.GetValueOrDefault(address) + bytes;
            if (own > options.Value.UploadsInFlightPerAddressMegabytes * FreeSpace.Megabyte
                || _total + bytes > options.Value.UploadsInFlightMegabytes * FreeSpace.Megabyte) return false;
            (_bytes[address], _total) = (own, _total + bytes);
            return true;
        }
    }

    public void Remove(string address, long bytes)
    {
        lock (_gate)
        {
            _total -= bytes;
            if ((_bytes[address] -= bytes) == 0) _bytes.Remove(address);
        }
    }
}
