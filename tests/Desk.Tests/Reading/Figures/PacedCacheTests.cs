using EcomCenter.Desk.Reading.Figures;
using Microsoft.Extensions.Time.Testing;

namespace EcomCenter.Desk.Tests.Reading.Figures;

public sealed class PacedCacheTests
{
    private readonly FakeTimeProvider _time = new();
    private int _counted;

    [Theory]
    [InlineData(100, 1_900, 1)]
    [InlineData(100, 2_100, 2)]
    [InlineData(10_000, 59_000, 1)]
    [InlineData(10_000, 61_000, 2)]
    public async Task Figures_are_kept_for_twenty_times_as_long_as_they_took_and_at_most_a_minute(int takes, int later, int counted)
    {
        var cache = new PacedCache<string, int>(_time);
        Assert.Equal(1, await cache.ReadAsync("march", () => CountAsync(takes)));
        _time.Advance(TimeSpan.FromMilliseconds(later));
        Assert.Equal(counted, await cache.ReadAsync("march", () => CountAsync(takes)));
        Assert.Equal(counted + 1, await cache.ReadAsync("april", () => CountAsync(takes)));
    }

    [Theory]
    [InlineData(999, 2)]
    [InlineData(1_000, 1)]
    public async Task Figures_that_were_counted_fast_are_counted_each_time(int takes, int counted)
    {
        var cache = new PacedCache<string, int>(_time, TimeSpan.FromSeconds(1));
        await cache.ReadAsync("march", () => CountAsync(takes));
        Assert.Equal(counted, await cache.ReadAsync("march", () => CountAsync(takes)));
    }

    private Task<int> CountAsync(int milliseconds)
    {
        _time.Advance(TimeSpan.FromMilliseconds(milliseconds));
        return Task.FromResult(++_counted);
    }
}
