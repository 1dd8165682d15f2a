using EcomCenter.Contracts;
using EcomCenter.Desk.Texts;
using EcomCenter.Texts;

namespace EcomCenter.Desk.Web.Centre;

/// <summary>The section <c>Centre</c> of the settings: what residents are told about this centre. What is left empty has the words of Qira county.</summary>
public sealed class CentreOptions
{
    public const string Section = "Centre";

    public Wording Name { get; set; } = new();

    /// <summary>The name as colleagues say it; it stands on the bar of their pages.</summary>
    public Wording ShortName { get; set; } = new();

    public Wording Address { get; set; } = new();

    public Wording Hours { get; set; } = new();

    /// <summary>The service hotline; it stands on every slip. Empty = none is shown.</summary>
    public string Phone { get; set; } = "";

    /// <summary>Where one complains about the centre itself; the government line by default.</summary>
    public string ComplaintPhone { get; set; } = "12345";

    public string WeChat { get; set; } = "";

    public string Telegram { get; set; } = "";

    /// <summary>Where somebody who is stuck is sent: to the phone only where there is one.</summary>
    public string ReachIn(Language language) => Phone.Length > 0
        ? DeskTexts.Say(language, "form.reach.phone", ("phone", $"\u2066{Phone}\u2069")) : DeskTexts.Say(language, "form.reach.counter");

    public string NameIn(Language language) =>
        Name.In(language) ?? DeskTexts.Say(language, "form.centre", ("county", Names.County(language)), ("centre", Names.Centre(language)));

    public string ShortNameIn(Language language) => ShortName.In(language) ?? Name.In(language) ?? DeskTexts.Say(language, "form.centreShort");

    public string AddressIn(Language language) => Address.In(language) ?? DeskTexts.Say(language, "form.address");

    public string HoursIn(Language language) => Hours.In(language) ?? DeskTexts.Say(language, "form.hours");
}

/// <summary>Something said in three languages.</summary>
public sealed class Wording
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
