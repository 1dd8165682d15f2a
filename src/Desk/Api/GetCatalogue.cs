using EcomCenter.Desk.Catalogue;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Http;
using EcomCenter.Desk.Staff;

namespace EcomCenter.Desk.Api;

/// <summary><c>GET /departments</c>, <c>/services</c>, <c>/townships</c>: codes and names.</summary>
internal sealed class GetCatalogue(CatalogueCache catalogue)
{
    public IResult Departments(HttpContext http) => List(http, catalogue.Departments);

    public IResult Services(HttpContext http) => List(http, catalogue.ServiceItems);

    public IResult Townships(HttpContext http) => List(http, catalogue.Townships);

    private static IResult List(HttpContext http, IEnumerable<CatalogueRow> rows)
    {
        var actor = http.GetCaller();
        var mayRead = Authority.May(actor, Right.ReadTickets) || Authority.May(actor, Right.ManageStaff);
        if (!mayRead) return ProblemResult.FromStatus(StatusCodes.Status403Forbidden);
        var query = new QueryReader(http.Request);
        return query.Problem is { } problem ? problem : ApiResponse.Ok(CataloguePage.From(rows), ApiResponse.Json.CataloguePage);
    }
}
