using EcomCenter.Contracts;
using EcomCenter.Desk.Http;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Pages.PublicSite;

/// <summary>Limits the messages and files that the tracking page takes, for each ticket and for each address.</summary>
public sealed class TrackedMessageLimit(IOptions<PublicSiteOptions> options, TimeProvider time)
{
    private static readonly TimeSpan MessagePeriod = TimeSpan.FromMinutes(10), FilePeriod = TimeSpan.FromHours(1);

    private readonly RequestLimiter<TicketNumber> _tickets = new(time, options.Value.MessagesPerTicket, MessagePeriod);
    private readonly RequestLimiter<string> _addresses = new(time, options.Value.MessagesPerAddress, MessagePeriod);
    private readonly RequestLimiter<TicketNumber> _filesOfTickets = new(time, options.Value.FilesPerTicket, FilePeriod);
    private readonly RequestLimiter<string> _filesOfAddresses = new(time, options.Value.FilesPerAddress, FilePeriod);

    /// <summary>Returns the time to wait if a message with a file would be refused, without counting it; null if it may come.</summary>
    public TimeSpan? GetWaitForFile(TicketNumber ticket, string address) => _tickets.GetRetryAfter(ticket)
        ?? _addresses.GetRetryAfter(address) ?? _filesOfTickets.GetRetryAfter(ticket) ?? _filesOfAddresses.GetRetryAfter(address);

    /// <summary>
    /// Counts a message and its files before they are stored. Returns the time to wait if there were too many, else null.
    /// </summary>
    public TimeSpan? CountMessage(TicketNumber ticket, string address, int files)
    {
        if ((_tickets.RecordUse(ticket) ?? _addresses.RecordUse(address)) is { } wait) return wait;
        for (var i = 0; i < files; i++)
            if ((_filesOfTickets.RecordUse(ticket) ?? _filesOfAddresses.RecordUse(address)) is { } tooMany) return tooMany;
        return null;
    }
}
