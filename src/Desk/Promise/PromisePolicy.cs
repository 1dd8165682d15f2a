using EcomCenter.Contracts;
using EcomCenter.Desk.Tickets;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Promise;

/// <summary>Computes the due time of an answer: 48 calendar hours after the start unless a rule sets another length.</summary>
public sealed class PromisePolicy(IOptions<PromiseOptions> options)
{
    private readonly PromiseOptions _options = options.Value;

    public DateTimeOffset DueTimeFor(Ticket ticket, DateTimeOffset start) =>
        start + ResponseTimeFor(ticket.Kind, ticket.ServiceItem, ticket.Priority);

    public TimeSpan ResponseTimeFor(TicketKind kind, string? serviceItem, Priority priority) =>
        _options.Rules.FirstOrDefault(rule =>
            (rule.Kind is null || rule.Kind == kind)
            && (rule.ServiceItem is null || rule.ServiceItem == serviceItem)
            && (rule.Priority is null || rule.Priority == priority))?.Response ?? _options.Response;
}
