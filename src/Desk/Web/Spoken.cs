using EcomCenter.Contracts;
using EcomCenter.Desk.Texts;
using Microsoft.AspNetCore.Components;

namespace EcomCenter.Desk.Web;

/// <summary>A component that speaks to a reader: texts come by key, in the language that cascades through the page.</summary>
public abstract class Spoken : ComponentBase
{
    [CascadingParameter]
    public Language Language { get; set; }

    protected string T(string key, params ReadOnlySpan<(string Name, object Value)> values) => DeskTexts.Say(Language, key, values);
}

/// <summary>The same for a layout.</summary>
public abstract class SpokenLayout : LayoutComponentBase
{
    [CascadingParameter]
    public Language Language { get; set; }

    protected string T(string key, params ReadOnlySpan<(string Name, object Value)> values) => DeskTexts.Say(Language, key, values);
}
