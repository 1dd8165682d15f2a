using EcomCenter.Contracts;
using EcomCenter.Desk.Http;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Pages.PublicSite;

/// <summary>
/// Limits failed lookups of tickets: per address, per ticket number, and of all numbers together, because the last digits of a phone have
/// only 10,000 values. While a number or all of them are limited, the tracking code still works. Otherwise anybody could lock residents out
/// by guessing.
/// </summary>
public sealed class TrackingRateLimit(IOptions<PublicSiteOptions> options, TimeProvider time)
{
    private readonly RequestLimiter<string> _addresses = new(time, options.Value.GuessesPerAddress, TimeSpan.FromMinutes(10));
    private readonly RequestLimiter<TicketNumber> _numbers = new(time, options.Value.GuessesPerNumber, TimeSpan.FromHours(1));
    private readonly RequestLimiter<string> _allNumbers = new(time, options.Value.GuessesInTotal, TimeSpan.FromHours(1));

    /// <summary>Counts a try before it is checked. Returns the time to wait if there were too many, else null.</summary>
    public TimeSpan? CountTry(string address, TicketNumber number, bool knowsCode)
    {
        if (_addresses.RecordUse(address) is { } addressWait) return addressWait;
        if (knowsCode || (_numbers.RecordUse(number) ?? _allNumbers.RecordUse("")) is not { } wait) return null;
        _addresses.TakeBackUse(address);
        return wait;
    }

    public void TakeBackRightTry(string address, TicketNumber number, bool knowsCode)
    {
        _addresses.TakeBackUse(address);
        if (knowsCode) return;
        _numbers.TakeBackUse(number);
        _allNumbers.TakeBackUse("");
    }
}
