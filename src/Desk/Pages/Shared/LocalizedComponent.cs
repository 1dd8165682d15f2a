using EcomCenter.Contracts;
using EcomCenter.Desk.Texts;
using Microsoft.AspNetCore.Components;

namespace EcomCenter.Desk.Pages.Shared;

/// <summary>A component with localised texts: looked up by key, in the page's cascading language.</summary>
public abstract class LocalizedComponent : ComponentBase
{
    [CascadingParameter]
    public Language Language { get; set; }

    protected string T(string key, params ReadOnlySpan<(string Name, object Value)> values) => DeskTexts.Format(Language, key, values);
}

/// <summary>A layout with localised texts.</summary>
public abstract class LocalizedLayout : LayoutComponentBase
{
    [CascadingParameter]
    public Language Language { get; set; }

    protected string T(string key, params ReadOnlySpan<(string Name, object Value)> values) => DeskTexts.Format(Language, key, values);
}
