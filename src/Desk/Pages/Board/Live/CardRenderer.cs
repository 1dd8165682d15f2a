using EcomCenter.Contracts;
using EcomCenter.Desk.Pages.Board.Rows;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace EcomCenter.Desk.Pages.Board.Live;

/// <summary>Renders cards as the same HTML rows that the page has, outside of any request.</summary>
internal sealed class CardRenderer(IServiceScopeFactory scopes, ILoggerFactory log)
{
    /// <summary>
    /// Renders one row for each card id. The renderer is disposed with the batch because it keeps every component it ever rendered.
    /// </summary>
    public async Task<IReadOnlyDictionary<long, string>> RenderAsync(Language language, IReadOnlyCollection<BoardCard> cards)
    {
        await using var scope = scopes.CreateAsyncScope();
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, log);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var rows = new Dictionary<long, string>(cards.Count);
            foreach (var card in cards)
            {
                var parameters = ParameterView.FromDictionary(new Dictionary<string, object?>
                {
                    [nameof(LocalizedCardRow.Language)] = language, [nameof(LocalizedCardRow.Card)] = card,
                });
                rows[card.Id] = (await renderer.RenderComponentAsync<LocalizedCardRow>(parameters)).ToHtmlString();
            }

            return rows;
        });
    }
}
