using EcomCenter.Contracts;
using EcomCenter.Desk.Http;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Pages.PublicSite;

/// <summary>
/// Limits failed lookups of tickets: per address, per ticket number, and of all numbers together, because the last digits of a phone have
/// only 10,000 values. One address cannot use up the tries of a number, so its resident still gets through elsewhere; and while a number
/// or all of them are limited, the tracking code still works. Otherwise anybody could lock residents out by guessing.
/// </summary>
public sealed class TrackingRateLimit(IOptions<PublicSiteOptions> options, TimeProvider time)
{
    /// <summary>The addresses that may use up their tries of one number, and the hours for which the number is then limited.</summary>
    private const int AddressesPerNumber = 4;

    private readonly RequestLimiter<string> _addresses = new(time, options.Value.GuessesPerAddress, TimeSpan.FromMinutes(10));
    private readonly RequestLimiter<(TicketNumber, string)> _numbersByAddress =
        new(time, options.Value.GuessesPerNumber, TimeSpan.FromHours(1));
    private readonly RequestLimiter<TicketNumber> _numbers =
        new(time, options.Value.GuessesPerNumber * AddressesPerNumber, TimeSpan.FromHours(AddressesPerNumber));
    private readonly RequestLimiter<string> _allNumbers = new(time, options.Value.GuessesInTotal, TimeSpan.FromHours(1));

    /// <summary>Counts a try before it is checked. Returns the time to wait if there were too many, else null.</summary>
    public TimeSpan? CountTry(string address, TicketNumber number, bool knowsCode)
    {
        if (_addresses.RecordUse(address) is { } addressWait) return addressWait;
        if (knowsCode || CountTryOfNumber(address, number) is not { } wait) return null;
        _addresses.TakeBackUse(address);
        return wait;
    }

    public void TakeBackRightTry(string address, TicketNumber number, bool knowsCode)
    {
        _addresses.TakeBackUse(address);
        if (knowsCode) return;
        _numbersByAddress.TakeBackUse((number, address));
        _numbers.TakeBackUse(number);
        _allNumbers.TakeBackUse("");
    }

    private TimeSpan? CountTryOfNumber(string address, TicketNumber number) =>
        _numbersByAddress.RecordUse((number, address)) ?? _numbers.RecordUse(number) ?? _allNumbers.RecordUse("");
}
