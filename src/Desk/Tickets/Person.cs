using EcomCenter.Contracts;

namespace EcomCenter.Desk.Tickets;

/// <summary>A resident. All of it can be erased, because tickets hold only a reference.</summary>
public sealed class Person
{
    private readonly List<PersonAddress> _addresses = [];

    public required long Id { get; init; }

    public string? Name { get; set; }

    public RequesterType Type { get; set; }

    public string? Organisation { get; set; }

    /// <summary>The code of the township.</summary>
    public string? Township { get; set; }

    public string? Village { get; set; }

    public required DateTimeOffset KnownSince { get; init; }

    public IReadOnlyList<PersonAddress> Addresses => _addresses;

    public string? Phone => _addresses.Find(a => a.Kind == AddressKind.Phone)?.AsWritten;

    public PersonAddress AddAddress(PersonAddress address)
    {
        _addresses.Add(address);
        return address;
    }
}

/// <summary>The kind of an address: a chat on <paramref name="Channel"/>, or a phone number if that is null.</summary>
public readonly record struct AddressKind(ContactChannel? Channel)
{
    public static AddressKind Phone => default;

    public static AddressKind Parse(string text) => text == nameof(Phone) ? Phone : new(Enum.Parse<ContactChannel>(text));

    public override string ToString() => Channel?.ToString() ?? nameof(Phone);
}

/// <summary>An address of a person: a phone number, or a chat with one of the bots.</summary>
public sealed class PersonAddress
{
    public required long Id { get; init; }

    public required long PersonId { get; init; }

    public required AddressKind Kind { get; init; }

    /// <summary>The bot that the chat belongs to; empty for a phone.</summary>
    public string Bot { get; init; } = "";

    /// <summary>The lookup key: the id of a chat, or the digits of a phone number.</summary>
    public required string Value { get; init; }

    /// <summary>
    /// The ticket for which a phone number was given in a chat. The number is removed when that ticket becomes anonymous.
    /// Null for an address that belongs to the person as such.
    /// </summary>
    public long? GivenForTicketId { get; init; }

    /// <summary>The address as the resident gave it, kept even when it is no valid phone number.</summary>
    public required string AsWritten { get; init; }

    public ChatAddress? Chat => Kind.Channel is { } channel ? new(channel, Bot, Value) : null;
}
