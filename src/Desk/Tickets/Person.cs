using System.Text.Json.Serialization;
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

    public string? Phone => _addresses.Find(a => a.Kind is AddressKind.Phone)?.AsWritten;

    public PersonAddress AddAddress(PersonAddress address)
    {
        _addresses.Add(address);
        return address;
    }
}

[JsonConverter(typeof(CamelCaseEnumConverter<AddressKind>))]
public enum AddressKind { Phone, Telegram, WebChat, WeChat }

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

    public static AddressKind KindFor(ContactChannel chat) => chat switch
    {
        ContactChannel.Telegram => AddressKind.Telegram,
        ContactChannel.WebChat => AddressKind.WebChat,
        ContactChannel.WeChat => AddressKind.WeChat,
        _ => throw new ArgumentOutOfRangeException(nameof(chat), chat, "The channel is not a chat."),
    };

    public ChatAddress? Chat => Kind switch
    {
        AddressKind.Telegram => new(ContactChannel.Telegram, Bot, Value),
        AddressKind.WebChat => new(ContactChannel.WebChat, Bot, Value),
        AddressKind.WeChat => new(ContactChannel.WeChat, Bot, Value),
        _ => null,
    };
}
