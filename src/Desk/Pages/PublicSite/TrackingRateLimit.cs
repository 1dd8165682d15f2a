using EcomCenter.Contracts;
using EcomCenter.Desk.Http;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Pages.PublicSite;

/// <summary>
/// Limits failed lookups of tickets: per address, per ticket number, and of all numbers together, because the last digits of a phone have
/// only 10,000 values. One address cannot use up the tries of a number, an address that has not failed today still gets some tries
/// when the others are used up, and the tracking code always works. Otherwise anybody could lock residents out by guessing.
/// </summary>
public sealed class TrackingRateLimit(IOptions<PublicSiteOptions> options, TimeProvider time)
{
    /// <summary>The addresses that may use up their tries of one number, and the hours for which the number is then limited.</summary>
    private const int AddressesPerNumber = 4;

    /// <summary>The tries of a number, and of all together, that are left for addresses that have not failed today.</summary>
    private const int MoreOfNumber = 10, TimesOfAll = 5;

    private readonly RequestLimiter<string> _addresses = new(time, options.Value.GuessesPerAddress, TimeSpan.FromMinutes(10));
    private readonly RequestLimiter<(TicketNumber, string)> _numbersByAddress =
        new(time, options.Value.GuessesPerNumber, TimeSpan.FromHours(1));
    private readonly SharedLimit<TicketNumber> _numbers = new(time, options.Value.GuessesPerNumber * AddressesPerNumber,
        (options.Value.GuessesPerNumber * AddressesPerNumber) + MoreOfNumber, TimeSpan.FromHours(AddressesPerNumber));
    private readonly SharedLimit<string> _allNumbers =
        new(time, options.Value.GuessesInTotal, options.Value.GuessesInTotal * TimesOfAll, TimeSpan.FromHours(1));
    private readonly RequestLimiter<string> _addressesOfToday = new(time, 1, TimeSpan.FromDays(1));

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
        _addressesOfToday.TakeBackUse(address);
    }

    private TimeSpan? CountTryOfNumber(string address, TicketNumber number)
    {
        if (_numbersByAddress.RecordUse((number, address)) is { } wait) return wait;
        var isFirst = _addressesOfToday.RecordUse(address) is null;
        var refused = _numbers.RecordUse(number, isFirst) ?? _allNumbers.RecordUse("", isFirst);
        // A try that was not let through was none.
        if (refused is not null && isFirst) _addressesOfToday.TakeBackUse(address);
        return refused;
    }
}
