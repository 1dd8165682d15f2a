using System.Text.Json.Serialization;
using EcomCenter.Contracts;

namespace EcomCenter.Desk.Tickets;

/// <summary>Somebody the centre serves. Everything here can be erased; tickets only refer to it.</summary>
public sealed class Person
{
    private readonly List<PersonAddress> _addresses = [];

    public required long Id { get; init; }

    public string? Name { get; set; }

    public RequesterType Type { get; set; }

    public string? Organisation { get; set; }

    /// <summary>Code of the township.</summary>
    public string? Township { get; set; }

    public string? Village { get; set; }

    public required DateTimeOffset KnownSince { get; init; }

    public IReadOnlyList<PersonAddress> Addresses => _addresses;

    public string? Phone => _addresses.Find(a => a.Kind is AddressKind.Phone)?.AsWritten;

    public PersonAddress Reach(PersonAddress address)
    {
        _addresses.Add(address);
        return address;
    }
}

[JsonConverter(typeof(CamelCaseEnum<AddressKind>))]
public enum AddressKind { Phone, Telegram, WebChat, WeChat }

/// <summary>A way to reach a person: a phone, or a chat of one of our bots.</summary>
public sealed class PersonAddress
{
    public required long Id { get; init; }

    public required long PersonId { get; init; }

    public required AddressKind Kind { get; init; }

    /// <summary>Which bot the chat belongs to; empty for a phone.</summary>
    public string Bot { get; init; } = "";

    /// <summary>As it is looked up: a chat's id, a phone's digits.</summary>
    public required string Value { get; init; }

    /// <summary>The matter a phone was told for in a chat; it goes when that one becomes anonymous. Null for what belongs to the person.</summary>
    public long? GivenFor { get; init; }

    /// <summary>As it was given. A phone that can't be read is kept as written.</summary>
    public required string AsWritten { get; init; }

    public static AddressKind KindOf(ContactChannel chat) => chat switch
    {
        ContactChannel.Telegram => AddressKind.Telegram,
        ContactChannel.WebChat => AddressKind.WebChat,
        ContactChannel.WeChat => AddressKind.WeChat,
        _ => throw new ArgumentOutOfRangeException(nameof(chat), chat, "Not a chat."),
    };

    public ChatAddress? Chat => Kind switch
    {
        AddressKind.Telegram => new(ContactChannel.Telegram, Bot, Value),
        AddressKind.WebChat => new(ContactChannel.WebChat, Bot, Value),
        AddressKind.WeChat => new(ContactChannel.WeChat, Bot, Value),
        _ => null,
    };
}
