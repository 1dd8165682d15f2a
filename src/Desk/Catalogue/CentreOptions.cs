using EcomCenter.Contracts;
using EcomCenter.Desk.Texts;
using EcomCenter.Texts;

namespace EcomCenter.Desk.Catalogue;

/// <summary>
/// The settings section <c>Centre</c>: name, address and contacts of this centre. Empty values fall back to those of Qira county.
/// </summary>
public sealed class CentreOptions
{
    public const string Section = "Centre";

    public LocalizedText Name { get; set; } = new();

    /// <summary>The short name, shown in the header of staff pages.</summary>
    public LocalizedText ShortName { get; set; } = new();

    public LocalizedText Address { get; set; } = new();

    public LocalizedText Hours { get; set; } = new();

    /// <summary>The service hotline, printed on every slip. Empty hides it.</summary>
    public string Phone { get; set; } = "";

    /// <summary>The phone for complaints about the centre itself; the government line by default.</summary>
    public string ComplaintPhone { get; set; } = "12345";

    public string WeChat { get; set; } = "";

    public string Telegram { get; set; } = "";

    /// <summary>The contacts of the public page that are set, each with the key of its name.</summary>
    public IEnumerable<(string TextKey, string Value)> ListContacts() => new[]
    {
        ("public.phone", Phone), ("public.complaintPhone", ComplaintPhone), ("public.weChat", WeChat), ("public.telegram", Telegram),
    }.Where(contact => contact.Item2.Length > 0);

    /// <summary>A sentence with the way to reach the centre: the phone if there is one, otherwise the counter.</summary>
    public string ContactHintIn(Language language) => Phone.Length > 0
        ? DeskTexts.Format(language, "form.reach.phone", ("phone", $"\u2066{Phone}\u2069"))
        : DeskTexts.Format(language, "form.reach.counter");

    /// <summary>A sentence with the phone and the hours for an urgent matter; without a phone, with the hours alone.</summary>
    public string UrgentContactIn(Language language) => Phone.Length > 0
        ? DeskTexts.Format(language, "say.call", ("phone", Phone), ("hours", HoursIn(language)))
        : DeskTexts.Format(language, "say.come", ("hours", HoursIn(language)));

    public string NameIn(Language language) =>
        Name.In(language)
        ?? DeskTexts.Format(language, "form.centre", ("county", DisplayNames.County(language)), ("centre", DisplayNames.Centre(language)));

    public string ShortNameIn(Language language) =>
        ShortName.In(language) ?? Name.In(language) ?? DeskTexts.Format(language, "form.centreShort");

    public string AddressIn(Language language) => Address.In(language) ?? DeskTexts.Format(language, "form.address");

    public string HoursIn(Language language) => Hours.In(language) ?? DeskTexts.Format(language, "form.hours");
}

/// <summary>A text in three languages.</summary>
public sealed class LocalizedText
{
    [ConfigurationKeyName("zh-Hans")]
    public string ZhHans { get; set; } = "";

    public string Ug { get; set; } = "";

    public string En { get; set; } = "";

    public string? In(Language language) => language switch
    {
        Language.Ug => Ug,
        Language.En => En,
        _ => ZhHans,
    } is { Length: > 0 } words ? words : null;
}
