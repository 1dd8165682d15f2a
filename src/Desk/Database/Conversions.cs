using EcomCenter.Contracts;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace EcomCenter.Desk.Database;

/// <summary>Stores times as UTC Unix milliseconds, because these sort and compare the same way on both databases.</summary>
public sealed class UnixMillisecondsConverter()
    : ValueConverter<DateTimeOffset, long>(t => t.ToUnixTimeMilliseconds(), ms => DateTimeOffset.FromUnixTimeMilliseconds(ms));

public sealed class TicketNumberConverter() : ValueConverter<TicketNumber, string>(n => n.ToString(), text => TicketNumber.Parse(text));

public sealed class AddressKindConverter() : ValueConverter<AddressKind, string>(kind => kind.ToString(), text => AddressKind.Parse(text));

public sealed class AuthorConverter() : ValueConverter<Author, string>(author => author.ToString(), text => Author.Parse(text));

/// <summary>A length of time as whole milliseconds.</summary>
internal sealed class MillisecondsConverter()
    : ValueConverter<TimeSpan, long>(length => (long)length.TotalMilliseconds, stored => TimeSpan.FromMilliseconds(stored));
