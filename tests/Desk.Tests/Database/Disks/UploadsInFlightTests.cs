using EcomCenter.Desk.Database.Disks;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Tests.Database.Disks;

public sealed class UploadsInFlightTests
{
    private const long Megabyte = 1024 * 1024;

    private readonly UploadsInFlight _uploads = new(Options.Create(
        new DiskOptions { UploadsInFlightMegabytes = 3, UploadsInFlightPerAddressMegabytes = 2 }));

    [Fact]
    public void One_address_may_have_its_limit_and_gets_it_back()
    {
        Assert.True(_uploads.TryAdd("a", 2 * Megabyte));
        Assert.False(_uploads.TryAdd("a", 1));
        _uploads.Remove("a", Megabyte);
        Assert.True(_uploads.TryAdd("a", Megabyte));
        Assert.False(_uploads.TryAdd("a", 1));
    }

    [Fact]
    public void All_addresses_together_have_a_limit_and_a_refused_upload_does_not_count()
    {
        Assert.True(_uploads.TryAdd("a", 2 * Megabyte));
        Assert.False(_uploads.TryAdd("b", 2 * Megabyte));
        Assert.True(_uploads.TryAdd("b", Megabyte));
        Assert.False(_uploads.TryAdd("c", 1));
        _uploads.Remove("b", Megabyte);
        Assert.True(_uploads.TryAdd("c", 1));
    }
}
