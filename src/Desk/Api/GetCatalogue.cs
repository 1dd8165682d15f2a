using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Web;

namespace EcomCenter.Desk.Api;

/// <summary><c>GET /departments</c>, <c>/services</c>, <c>/townships</c>: codes and names.</summary>
internal sealed class GetCatalogue(CatalogueCache catalogue)
{
    public IResult Departments(HttpContext http) => Show(http, catalogue.Departments);

    public IResult Services(HttpContext http) => Show(http, catalogue.ServiceItems);

    public IResult Townships(HttpContext http) => Show(http, catalogue.Townships);

    private static IResult Show(HttpContext http, IEnumerable<CatalogueRow> rows)
    {
        var actor = http.Caller();
        var mayRead = Authority.May(actor, Right.ReadTickets) || Authority.May(actor, Right.ManageStaff);
        if (!mayRead) return ProblemAnswer.Of(StatusCodes.Status403Forbidden);
        var query = new QueryReader(http.Request);
        return query.Problem is { } problem ? problem : Answer.Ok(CataloguePage.Of(rows), Answer.Json.CataloguePage);
    }
}
