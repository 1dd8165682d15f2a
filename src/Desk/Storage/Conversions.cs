using EcomCenter.Contracts;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace EcomCenter.Desk.Storage;

/// <summary>Times are kept as UTC unix milliseconds: they sort and compare alike on both databases.</summary>
public sealed class UnixMilliseconds()
    : ValueConverter<DateTimeOffset, long>(t => t.ToUnixTimeMilliseconds(), ms => DateTimeOffset.FromUnixTimeMilliseconds(ms));

public sealed class TicketNumberText() : ValueConverter<TicketNumber, string>(n => n.ToString(), text => TicketNumber.Parse(text));

public sealed class ByText() : ValueConverter<By, string>(by => by.ToString(), text => By.Parse(text));
